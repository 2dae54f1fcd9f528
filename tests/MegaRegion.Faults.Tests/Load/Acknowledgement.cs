namespace MegaRegion.Faults.Tests.Load;

/// <summary>A promise that the server made.</summary>
internal readonly record struct Acknowledgement(string Hub, long Sequence, long Offset);
