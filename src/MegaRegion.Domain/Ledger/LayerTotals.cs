using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>Quantity by layer over all flows of a report or a hub.</summary>
/// <param name="People">Persons.</param>
/// <param name="Goods">Kilograms.</param>
/// <param name="Money">Yen.</param>
/// <param name="Information">Messages.</param>
public readonly record struct LayerTotals(long People, long Goods, long Money, long Information)
{
    /// <summary>The most that one hub may total in a layer. It keeps every cell of a hub well inside 64 bits.</summary>
    public const long Max = 1L << 60;

    /// <summary>The total of a layer.</summary>
    public long this[Layer layer] => layer switch
    {
        Layer.People => People,
        Layer.Goods => Goods,
        Layer.Money => Money,
        Layer.Information => Information,
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "Not a layer."),
    };

    /// <summary>Whether every layer is at most <see cref="Max"/>.</summary>
    public bool IsWithinLimit => People <= Max && Goods <= Max && Money <= Max && Information <= Max;

    /// <summary>The sum; what is beyond 64 bits stays at the largest value.</summary>
    public static LayerTotals operator +(LayerTotals left, LayerTotals right) => new(
        Sum(left.People, right.People),
        Sum(left.Goods, right.Goods),
        Sum(left.Money, right.Money),
        Sum(left.Information, right.Information));

    /// <summary>The sum of two amounts; what is beyond 64 bits stays at the largest value.</summary>
    internal static long Sum(long left, long right)
    {
        var sum = unchecked(left + right);
        return sum < 0 ? long.MaxValue : sum;
    }
}
