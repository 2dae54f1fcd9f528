namespace MegaRegion.Contracts.Planning;

/// <summary>Where a run stands; the numbers are those of the public contract.</summary>
public enum RunStatus
{
    /// <summary>There is no run.</summary>
    None = 0,

    /// <summary>Waits for its turn.</summary>
    Queued = 1,

    /// <summary>Is being solved.</summary>
    Running = 2,

    /// <summary>Solved.</summary>
    Done = 3,

    /// <summary>The model refused it.</summary>
    Refused = 4,

    /// <summary>Somebody stopped it.</summary>
    Cancelled = 5,

    /// <summary>The server failed.</summary>
    Failed = 6,
}
