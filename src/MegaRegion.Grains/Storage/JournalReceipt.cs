using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Storage;

/// <summary>What is kept of one removed report.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Hub">The hub.</param>
/// <param name="Producer">The hub's producer.</param>
/// <param name="Sequence">Its sequence.</param>
/// <param name="AcceptedAtUnixMilliseconds">When it was accepted.</param>
/// <param name="FlowCount">Flows in it.</param>
/// <param name="Digest">The checksum of its row.</param>
public sealed record JournalReceipt(
    long Offset, PlaceId Hub, string Producer, long Sequence, long AcceptedAtUnixMilliseconds, int FlowCount, byte[] Digest);
