namespace MegaRegion.Bench.Rpc;

/// <summary>How long and how wide the RPC benchmark runs, and how its server process is started.</summary>
public sealed record RpcBenchOptions
{
    /// <summary>
    /// The program that runs <see cref="RpcBenchServer.RunAsync"/> on its own standard input and output, in a process of
    /// its own.
    /// </summary>
    public required string ServerFileName { get; init; }

    /// <summary>The arguments of that program.</summary>
    public IReadOnlyList<string> ServerArguments { get; init; } = [];

    /// <summary>Time each load is measured, after a warm-up of the same length; default 3 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Unary callers at the same time, each with one call under way, on one channel; default 32.</summary>
    public int Callers { get; init; } = 32;

    /// <summary>Streams at the same time, on one channel; default 8.</summary>
    public int Streams { get; init; } = 8;

    /// <summary>Items in a message of a stream, of 100 bytes each; default 500.</summary>
    public int ItemsPerMessage { get; init; } = 500;
}
