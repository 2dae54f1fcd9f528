namespace MegaRegion.Grains.Storage;

/// <summary>A report on its way into the journal.</summary>
/// <param name="Producer">The hub's producer.</param>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="AcceptedAtUnixMilliseconds">When the grain decided to record it.</param>
/// <param name="FlowCount">Flows in the payload.</param>
/// <param name="Payload">The report's canonical bytes (see <c>ReportCodec</c>). The journal does not change or keep the array after
/// the append has completed.</param>
public sealed record JournalRecord(
    string Producer, long Sequence, long AcceptedAtUnixMilliseconds, int FlowCount, byte[] Payload);
