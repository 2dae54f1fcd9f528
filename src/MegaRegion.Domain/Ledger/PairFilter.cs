using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Ledger;

/// <summary>Which pairs count at a level, and as what.</summary>
/// <param name="Level">Level of both ends: a flow counts when both are of this level or below.</param>
/// <param name="LayerBits">Bit n is set when the layer with value n counts.</param>
/// <param name="OriginWithin">Only origins at or below this place; null for all.</param>
/// <param name="DestinationWithin">Only destinations at or below this place; null for all.</param>
/// <param name="ExcludeInternal">Leave out pairs whose ends are one place of the level.</param>
public readonly record struct PairFilter(
    Level Level,
    byte LayerBits,
    PlaceNumber? OriginWithin = null,
    PlaceNumber? DestinationWithin = null,
    bool ExcludeInternal = false)
{
    /// <summary>
    /// The level at which cells must be read so that the bounds can be told: that of the answer, or of a bound below it.
    /// </summary>
    public Level Resolution(PlaceDirectory directory)
    {
        var resolution = Level;
        foreach (var bound in new[] { OriginWithin, DestinationWithin })
        {
            if (bound is { } place && directory.LevelOf(place) < resolution)
            {
                resolution = directory.LevelOf(place);
            }
        }

        return resolution;
    }

    /// <summary>The pair of the level that a stored pair counts as; false when it does not count.</summary>
    /// <param name="stored">A pair at <see cref="Resolution"/> or below.</param>
    /// <param name="directory">The catalogue.</param>
    /// <param name="pair">The pair of the level.</param>
    public bool TryMap(PairKey stored, PlaceDirectory directory, out PairKey pair)
    {
        pair = default;
        if ((LayerBits & (1 << (int)stored.Layer)) == 0
            || (OriginWithin is { } origin && !directory.IsWithin(stored.Origin, origin))
            || (DestinationWithin is { } destination && !directory.IsWithin(stored.Destination, destination)))
        {
            return false;
        }

        pair = stored.RollUp(directory, Level);
        return directory.LevelOf(pair.Origin) == Level
            && directory.LevelOf(pair.Destination) == Level
            && !(ExcludeInternal && pair.Origin == pair.Destination);
    }
}
