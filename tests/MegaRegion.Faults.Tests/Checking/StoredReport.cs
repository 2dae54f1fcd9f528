namespace MegaRegion.Faults.Tests.Checking;

/// <summary>A row of the journal.</summary>
internal sealed record StoredReport(long Offset, string Hub, string Producer, long Sequence, byte[] Payload);
