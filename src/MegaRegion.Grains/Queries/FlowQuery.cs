using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Queries;

/// <summary>Which flows a query is about.</summary>
/// <param name="Level">Level of origin and destination: a flow counts when both its ends are at this level or below.</param>
/// <param name="Layers">Which layers.</param>
/// <param name="WindowSize">
/// Which windows to read, of those that are kept; the sum of days without bounds holds those that were dropped, too.
/// </param>
/// <param name="FromUnixMilliseconds">First moment, widened to a whole window; <see cref="long.MinValue"/> for no bound.</param>
/// <param name="ToUnixMilliseconds">First moment after; <see cref="long.MaxValue"/> for no bound.</param>
/// <param name="OriginWithin">Only flows whose origin is at or below this place; null for all.</param>
/// <param name="DestinationWithin">Only flows whose destination is at or below this place; null for all.</param>
/// <param name="ExcludeInternal">Leave out flows that stay inside one place of the level.</param>
public sealed record FlowQuery(
    Level Level,
    LayerSet Layers,
    WindowSize WindowSize = WindowSize.Day,
    long FromUnixMilliseconds = long.MinValue,
    long ToUnixMilliseconds = long.MaxValue,
    PlaceNumber? OriginWithin = null,
    PlaceNumber? DestinationWithin = null,
    bool ExcludeInternal = false);
