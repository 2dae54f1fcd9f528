using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>The answer to the start of a run.</summary>
/// <param name="Run">The run; null when nothing was started.</param>
/// <param name="Problems">Why nothing was started.</param>
/// <param name="Existed">Whether the run was there before.</param>
/// <param name="IsFull">Whether there are as many runs as are kept.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.StartReply")]
public sealed record StartReply(
    [property: Id(0)] RunView? Run,
    [property: Id(1)] ProblemMessage[] Problems,
    [property: Id(2)] bool Existed,
    [property: Id(3)] bool IsFull);
