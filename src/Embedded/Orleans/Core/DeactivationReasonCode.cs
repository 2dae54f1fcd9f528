namespace Orleans;

/// <summary>Kinds of reason for the end of an activation.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason given.</summary>
    None,

    /// <summary>The host stops.</summary>
    ShuttingDown,

    /// <summary>The grain could not be activated.</summary>
    ActivationFailed,

    /// <summary>The grain directory failed (clusters only).</summary>
    DirectoryFailure,

    /// <summary>Nothing called the grain for its collection age.</summary>
    ActivationIdle,

    /// <summary>The activation did not answer.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the grain won (clusters only).</summary>
    DuplicateActivation,

    /// <summary>A request of an incompatible interface version (clusters only).</summary>
    IncompatibleRequest,

    /// <summary>An exception in the grain left its state doubtful.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>The activation moves to another host (clusters only).</summary>
    Migrating,

    /// <summary>The engine asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure,
}
