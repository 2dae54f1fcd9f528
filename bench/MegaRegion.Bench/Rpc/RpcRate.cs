namespace MegaRegion.Bench.Rpc;

/// <summary>How one load went. Processor time and allocations are the sums of client and server process.</summary>
/// <param name="Name">Which load: unary, upload or download.</param>
/// <param name="Units">Calls or items measured.</param>
/// <param name="UnitsPerSecond">Calls or items per second of the clock.</param>
/// <param name="UnitsPerCpuSecond">Calls or items per second of processor time of both processes.</param>
/// <param name="P50Milliseconds">Half of the calls (unary) or messages (streams) took no longer.</param>
/// <param name="P99Milliseconds">99 of 100 took no longer.</param>
/// <param name="ClientBytesPerUnit">Bytes the client allocated per call or item.</param>
/// <param name="ServerBytesPerUnit">Bytes the server allocated per call or item.</param>
public sealed record RpcRate(
    string Name,
    long Units,
    double UnitsPerSecond,
    double UnitsPerCpuSecond,
    double P50Milliseconds,
    double P99Milliseconds,
    double ClientBytesPerUnit,
    double ServerBytesPerUnit);
