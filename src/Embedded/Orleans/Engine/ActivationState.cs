namespace Orleans.Runtime;

/// <summary>Life of an activation, in order.</summary>
internal enum ActivationState : byte
{
    /// <summary>Known to the directory; nothing has run.</summary>
    Created,

    /// <summary>Being constructed, reading state, in OnActivateAsync. Requests wait.</summary>
    Activating,

    /// <summary>Takes requests.</summary>
    Valid,

    /// <summary>Waits for running requests, then in OnDeactivateAsync. New requests wait for the next activation.</summary>
    Deactivating,

    /// <summary>Over. Requests that still arrive are sent on.</summary>
    Invalid,
}
