using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Storage;

/// <summary>What is kept of a hub's removed reports.</summary>
/// <param name="Hub">The hub.</param>
/// <param name="RemovedTo">The newest offset of the hub that was removed; at most that of the base.</param>
/// <param name="RemovedReports">How many of its reports were removed.</param>
/// <param name="Base">Its ledger, at or beyond <paramref name="RemovedTo"/>, in the form of its snapshots.</param>
public sealed record HubPast(PlaceId Hub, long RemovedTo, long RemovedReports, Snapshot Base);
