namespace MegaRegion.Bench.Engine;

/// <summary>How one kind of call went.</summary>
/// <param name="Name">Which kind: empty, copied or immutable.</param>
/// <param name="Calls">Calls measured.</param>
/// <param name="CallsPerSecond">Calls per second of the clock.</param>
/// <param name="CallsPerCpuSecond">Calls per second of processor time of the whole process, callers included.</param>
/// <param name="AllocatedBytesPerCall">Bytes allocated per call by the whole process, callers included.</param>
public sealed record CallRate(
    string Name, long Calls, double CallsPerSecond, double CallsPerCpuSecond, double AllocatedBytesPerCall);
