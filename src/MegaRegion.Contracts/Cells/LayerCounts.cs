using MegaRegion.Domain.Ledger;
using Orleans;

namespace MegaRegion.Contracts.Cells;

/// <summary>Flows by layer on their way between grains.</summary>
/// <param name="People">Flows of people.</param>
/// <param name="Goods">Flows of goods.</param>
/// <param name="Money">Flows of money.</param>
/// <param name="Information">Flows of information.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.LayerCounts")]
public readonly record struct LayerCounts(
    [property: Id(0)] long People,
    [property: Id(1)] long Goods,
    [property: Id(2)] long Money,
    [property: Id(3)] long Information)
{
    /// <summary>The message form.</summary>
    public static LayerCounts From(LayerTotals flows) => new(flows.People, flows.Goods, flows.Money, flows.Information);

    /// <summary>The domain's form.</summary>
    public LayerTotals ToTotals() => new(People, Goods, Money, Information);
}
