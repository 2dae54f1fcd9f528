using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Storage;

/// <summary>Where a hub's part of the journal ends.</summary>
/// <param name="Hub">The hub.</param>
/// <param name="LastOffset">The offset of its newest report.</param>
/// <param name="Reports">How many reports it has in the journal.</param>
public sealed record HubHead(PlaceId Hub, long LastOffset, long Reports);
