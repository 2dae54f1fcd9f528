using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>A number for each layer: the quantity of all flows of a report or a hub, or how many flows there are.</summary>
/// <param name="People">Persons, or flows.</param>
/// <param name="Goods">Kilograms, or flows.</param>
/// <param name="Money">Yen, or flows.</param>
/// <param name="Information">Messages, or flows.</param>
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

    /// <summary>By how much <paramref name="newer"/> is above this, layer by layer; 0 where it is not.</summary>
    public LayerTotals RiseTo(LayerTotals newer) => new(
        Math.Max(0, newer.People - People),
        Math.Max(0, newer.Goods - Goods),
        Math.Max(0, newer.Money - Money),
        Math.Max(0, newer.Information - Information));

    /// <summary>The sum of two amounts; what is beyond 64 bits stays at the largest value.</summary>
    internal static long Sum(long left, long right)
    {
        var sum = unchecked(left + right);
        return sum < 0 ? long.MaxValue : sum;
    }
}
