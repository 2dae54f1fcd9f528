namespace MegaRegion.Client.Reporting;

/// <summary>
/// The client stopped before this report was acknowledged. The inner exception says why, when there was a failure. The
/// ledger's next sequence tells a new client whether the report was recorded.
/// </summary>
public sealed class HubClientStoppedException : Exception
{
    /// <summary>A stop.</summary>
    public HubClientStoppedException(string message)
        : base(message)
    {
    }

    /// <summary>A stop with its cause.</summary>
    public HubClientStoppedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
