using System.Diagnostics;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Telemetry;
using MegaRegion.Grains.Catalog;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Reports;

/// <summary>Checks the reports of one hub against the rules and brings them into their canonical form.</summary>
internal sealed class ReportIntake(
    PlaceId hub, IPlaceCatalog catalog, GatewayInstruments instruments, TimeProvider time)
{
    /// <summary>Reads one report. Waits only when it names a place that this process has not yet heard of.</summary>
    public async ValueTask<QueuedReport> ReadAsync(FlowReport report, CancellationToken cancellationToken)
    {
        var received = time.GetTimestamp();
        instruments.Received(report.Flows.Count);
        var directory = catalog.Current;
        var (payload, fault) = Check(report, directory);
        if (fault is { Code: FlowFaultCode.UnknownPlace })
        {
            var newest = await catalog.RefreshAsync(cancellationToken);
            if (newest.Version != directory.Version)
                (payload, fault) = Check(report, newest);
        }

        var error = report.Sequence < 1 ? FlowFaults.BadSequence(report.Sequence) : fault?.ToServiceError();
        var encoded = (payload ?? TryEncode(report)) is { } bytes && report.Sequence >= 1
            ? new SubmittedReport(report.Sequence, report.Flows.Count, bytes)
            : null;
        return new QueuedReport(report.Sequence, report.Flows.Count, encoded, error, received, TraceOf(report));
    }

    private (byte[]? Payload, FlowFault? Fault) Check(FlowReport report, PlaceDirectory directory)
    {
        if (ReportRules.CheckSize(report.Flows.Count) is { } wrongSize)
            return (null, wrongSize);

        var builder = new ReportBuilder(hub, directory, EventTime.From(time.GetUtcNow()));
        foreach (var flow in report.Flows)
        {
            if (builder.Add(flow.ToReported()) is { } fault)
                return (null, fault);
        }

        return (builder.ToPayload(), null);
    }

    /// <summary>
    /// The canonical form of a report that breaks a rule, to find out whether it is a resend; null when it has none
    /// that could ever have been recorded.
    /// </summary>
    private static byte[]? TryEncode(FlowReport report)
    {
        if (ReportRules.CheckSize(report.Flows.Count) is not null)
            return null;

        var writer = new ReportWriter();
        foreach (var flow in report.Flows)
        {
            var reported = flow.ToReported();
            if (!HasCanonicalForm(reported))
                return null;

            writer.Add(reported);
        }

        return writer.ToPayload();
    }

    private static bool HasCanonicalForm(in ReportedFlow flow) =>
        flow.Layer is >= (int)Domain.Flows.Layer.People and <= (int)Domain.Flows.Layer.Information
        && flow.Quantity is >= 1 and <= Domain.Flows.Flow.MaxQuantity
        && flow.EventTimeUnixMilliseconds >= EventTime.Earliest.UnixMilliseconds
        && flow.EventTimeUnixMilliseconds <= EventTime.Latest.UnixMilliseconds
        && flow.Purpose is >= 0 and <= byte.MaxValue
        && flow.Mode is >= 0 and <= byte.MaxValue;

    private static ActivityContext TraceOf(FlowReport report) =>
        ActivityContext.TryParse(report.TraceParent, traceState: null, isRemote: true, out var context)
            ? context
            : default;
}
