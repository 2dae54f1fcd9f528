using MegaRegion.Contracts.Planning;
using Orleans;

namespace MegaRegion.Grains.Planning;

/// <summary>What a run keeps while it has no result.</summary>
[GenerateSerializer]
[Alias("MegaRegion.RunRecord")]
public sealed class RunRecord
{
    /// <summary>What to run.</summary>
    [Id(0)]
    public RunOrder? Order { get; set; }

    /// <summary>Where it stands.</summary>
    [Id(1)]
    public RunStatus Status { get; set; }

    /// <summary>When it was started, Unix milliseconds.</summary>
    [Id(2)]
    public long QueuedAtMs { get; set; }

    /// <summary>When its turn came; 0 before.</summary>
    [Id(3)]
    public long StartedAtMs { get; set; }

    /// <summary>When it ended; 0 before.</summary>
    [Id(4)]
    public long EndedAtMs { get; set; }

    /// <summary>Why the model refused it.</summary>
    [Id(5)]
    public ProblemMessage[] Problems { get; set; } = [];
}
