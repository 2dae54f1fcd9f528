namespace MegaRegion.Domain.Flows;

/// <summary>A flow as a hub reported it, before any rule was applied: numbers stand where the domain has words.</summary>
/// <param name="Origin">Id of a place.</param>
/// <param name="Destination">Id of a place.</param>
/// <param name="Layer">A value of <see cref="Flows.Layer"/>.</param>
/// <param name="Quantity">In the layer's unit.</param>
/// <param name="EventTimeUnixMilliseconds">Milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Purpose">A value of <see cref="Flows.Purpose"/>.</param>
/// <param name="Mode">A value of <see cref="TransportMode"/>.</param>
/// <param name="Deal">Id of a deal; null or empty for none.</param>
public readonly record struct ReportedFlow(
    string Origin,
    string Destination,
    int Layer,
    long Quantity,
    long EventTimeUnixMilliseconds,
    int Purpose = 0,
    int Mode = 0,
    string? Deal = null)
{
    /// <summary>The reported form of a flow.</summary>
    public static ReportedFlow From(in Flow flow) => new(
        flow.Origin.Value,
        flow.Destination.Value,
        (int)flow.Layer,
        flow.Quantity,
        flow.EventTime.UnixMilliseconds,
        (int)flow.Purpose,
        (int)flow.Mode,
        flow.Deal);
}
