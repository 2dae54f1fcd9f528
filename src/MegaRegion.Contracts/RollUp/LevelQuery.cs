using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using Orleans;

namespace MegaRegion.Contracts.RollUp;

/// <summary>Which flows to sum.</summary>
/// <param name="Level">A value of <see cref="Domain.Places.Level"/>: that of the ends in the answer.</param>
/// <param name="LayerBits">Bit n is set when the layer with value n counts.</param>
/// <param name="OriginWithin">Number of the place that origins lie in; 0 for all.</param>
/// <param name="DestinationWithin">Number of the place that destinations lie in; 0 for all.</param>
/// <param name="ExcludeInternal">Leave out flows inside one place of the level.</param>
/// <param name="Size">A value of <see cref="WindowSize"/>.</param>
/// <param name="FromUnixMilliseconds">Windows that start at or after this moment.</param>
/// <param name="ToUnixMilliseconds">Windows that start before this moment.</param>
/// <param name="ByWindow">Keep windows apart.</param>
/// <param name="CatalogVersion">The asker's version of the catalogue.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.LevelQuery")]
public sealed record LevelQuery(
    [property: Id(0)] byte Level,
    [property: Id(1)] byte LayerBits,
    [property: Id(2)] int OriginWithin,
    [property: Id(3)] int DestinationWithin,
    [property: Id(4)] bool ExcludeInternal,
    [property: Id(5)] byte Size,
    [property: Id(6)] long FromUnixMilliseconds,
    [property: Id(7)] long ToUnixMilliseconds,
    [property: Id(8)] bool ByWindow,
    [property: Id(9)] long CatalogVersion)
{
    /// <summary>The filter that the query states.</summary>
    public PairFilter ToFilter() => new(
        (Level)Level, LayerBits, Bound(OriginWithin), Bound(DestinationWithin), ExcludeInternal);

    private static PlaceNumber? Bound(int number) => number == 0 ? null : new PlaceNumber(number);
}
