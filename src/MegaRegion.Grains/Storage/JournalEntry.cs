using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Storage;

/// <summary>A report in the journal.</summary>
/// <param name="Offset">Its position, from 1, strictly rising, without gaps.</param>
/// <param name="Hub">The hub that reported.</param>
/// <param name="Record">The report.</param>
public sealed record JournalEntry(long Offset, PlaceId Hub, JournalRecord Record);
