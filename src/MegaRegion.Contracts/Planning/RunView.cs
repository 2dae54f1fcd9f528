using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>A run as it stands.</summary>
/// <param name="Id">Id.</param>
/// <param name="Version">Rises with every change.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Order">What is run.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="QueuedAtMs">When it was started, Unix milliseconds.</param>
/// <param name="StartedAtMs">When its turn came; 0 before.</param>
/// <param name="EndedAtMs">When it ended; 0 before.</param>
/// <param name="Problems">Why the model refused it.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.RunView")]
public sealed record RunView(
    [property: Id(0)] string Id,
    [property: Id(1)] long Version,
    [property: Id(2)] RunStatus Status,
    [property: Id(3)] RunOrder Order,
    [property: Id(4)] ProgressMessage Progress,
    [property: Id(5)] long QueuedAtMs,
    [property: Id(6)] long StartedAtMs,
    [property: Id(7)] long EndedAtMs,
    [property: Id(8)] ProblemMessage[] Problems)
{
    /// <summary>Whether it will not change any more by itself.</summary>
    public bool HasEnded => Status is not (RunStatus.Queued or RunStatus.Running);
}
