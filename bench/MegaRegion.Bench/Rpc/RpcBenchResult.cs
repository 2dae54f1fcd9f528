namespace MegaRegion.Bench.Rpc;

/// <summary>What the RPC benchmark found.</summary>
/// <param name="Machine">Processors and runtime.</param>
/// <param name="MeasuredAt">When, in UTC.</param>
/// <param name="Unary">Unary calls; a unit is a call.</param>
/// <param name="Upload">A duplex stream of full messages one way and acknowledgements the other; a unit is an item.</param>
/// <param name="Download">A server stream of full messages; a unit is an item.</param>
public sealed record RpcBenchResult(string Machine, DateTimeOffset MeasuredAt, RpcRate Unary, RpcRate Upload, RpcRate Download);
