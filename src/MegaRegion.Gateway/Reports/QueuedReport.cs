using System.Diagnostics;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Gateway.Errors;

namespace MegaRegion.Gateway.Reports;

/// <summary>A report that was read from a stream and is not yet answered.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="FlowCount">Its flows.</param>
/// <param name="Encoded">Its canonical form; null when it has none, because something in it names nothing we know.</param>
/// <param name="Fault">Why it may not be recorded; null when it may.</param>
/// <param name="ReceivedTimestamp">When it was read, of the session's <see cref="TimeProvider"/>.</param>
/// <param name="Trace">The client's span; default when it sent none.</param>
internal sealed record QueuedReport(
    long Sequence,
    int FlowCount,
    SubmittedReport? Encoded,
    ServiceError? Fault,
    long ReceivedTimestamp,
    ActivityContext Trace)
{
    /// <summary>What the report weighs against the limit of bytes in flight.</summary>
    public long Bytes => Encoded?.Payload.Length ?? 0;
}
