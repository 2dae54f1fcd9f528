namespace MegaRegion.Embedded.Grpc;

/// <summary>
/// Bounds on streaming calls. The official packages have none (they also switch Kestrel's data rates off for
/// streams), so a client could hold a stream for ever; set these from host start-up code only.
/// </summary>
public sealed class GrpcStreamLimits
{
    /// <summary>
    /// How long a stream may wait for its client, neither receiving a message it reads for nor sending one the client
    /// does not take. Default 5 minutes; null for ever. A stream on which the server itself has nothing to say is not
    /// idle. Over it the call ends with UNAVAILABLE.
    /// </summary>
    public TimeSpan? IdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a stream may last at all; default null, for ever. Over it the call ends with UNAVAILABLE.</summary>
    public TimeSpan? Lifetime { get; set; }

    internal bool AreValid => IdleTimeout is not { Ticks: <= 0 } && Lifetime is not { Ticks: <= 0 };
}
