namespace MegaRegion.Bench.Engine;

/// <summary>What the engine benchmark found.</summary>
/// <param name="Machine">Processors and runtime.</param>
/// <param name="MeasuredAt">When, in UTC.</param>
/// <param name="Calls">Rates by kind of call.</param>
/// <param name="Idle">Weights by number of activations.</param>
public sealed record EngineBenchResult(
    string Machine, DateTimeOffset MeasuredAt, IReadOnlyList<CallRate> Calls, IReadOnlyList<IdleWeight> Idle);
