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
        var body = ReportBody.Of(report);
        instruments.Received(body.FlowCount);
        var (payload, fault) = await CheckAsync(body, cancellationToken);
        var error = report.Sequence < 1 ? FlowFaults.BadSequence(report.Sequence) : fault?.ToServiceError();
        var encoded = payload is not null && report.Sequence >= 1
            ? new SubmittedReport(report.Sequence, body.FlowCount, payload)
            : null;
        return new QueuedReport(report.Sequence, body.FlowCount, encoded, error, received, TraceOf(report));
    }

    /// <summary>
    /// The canonical bytes, and why the report may not be recorded. A report that breaks a rule now has bytes all the
    /// same, to find out whether it is a resend, unless it could never have been recorded.
    /// </summary>
    private async ValueTask<(byte[]? Payload, FlowFault? Fault)> CheckAsync(
        ReportBody body, CancellationToken cancellationToken)
    {
        if (body.FindFormFault() is { } wrongForm)
            return (null, wrongForm);

        var encoded = body.TryEncode();
        using var decoded = encoded?.Decoded;
        var directory = catalog.Current;
        var fault = FindFault(body, decoded, directory);
        if (fault is { Code: FlowFaultCode.UnknownPlace })
        {
            var newest = await catalog.RefreshAsync(cancellationToken);
            if (newest.Version != directory.Version)
                fault = FindFault(body, decoded, newest);
        }

        return (encoded?.Payload, fault);
    }

    private FlowFault? FindFault(ReportBody body, DecodedReport? decoded, PlaceDirectory directory)
    {
        var now = EventTime.From(time.GetUtcNow());
        if (decoded is not null && ReportCheck.IsSound(decoded, hub, directory, now))
            return null;

        return body.FindFault(hub, directory, now)
            ?? throw new InvalidOperationException("The check by columns and the check by flows disagree.");
    }

    private static ActivityContext TraceOf(FlowReport report) =>
        ActivityContext.TryParse(report.TraceParent, traceState: null, isRemote: true, out var context)
            ? context
            : default;
}
