namespace MegaRegion.Faults.Tests.Load;

/// <summary>A promise that the server made.</summary>
internal sealed record Acknowledgement(string Hub, long Sequence, long Offset);
