using System.Diagnostics;
using System.Diagnostics.Metrics;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Telemetry;

/// <summary>The gateway's meter and activity source.</summary>
public sealed class GatewayInstruments
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "MegaRegion.Gateway";

    private readonly Counter<long> _flowsReceived;
    private readonly Counter<long> _flowsRejected;
    private readonly Histogram<double> _reportDurationSeconds;
    private readonly UpDownCounter<long> _openStreams;
    private readonly Counter<long> _callsShed;
    private readonly Counter<long> _connectionsCut;

    /// <summary>Creates the instruments of one process.</summary>
    public GatewayInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _flowsReceived = meter.CreateCounter<long>(
            "megaregion.flow.received", "{flow}", "Flows of reports that reached the gateway, resends included.");
        _flowsRejected = meter.CreateCounter<long>(
            "megaregion.flow.rejected", "{flow}", "Flows of refused reports, by reason.");
        _reportDurationSeconds = meter.CreateHistogram(
            "megaregion.report.duration",
            "s",
            "From the arrival of a report to its acknowledgement.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
            });
        _openStreams = meter.CreateUpDownCounter<long>(
            "megaregion.gateway.streams", "{stream}", "Open streams, by kind.");
        _callsShed = meter.CreateCounter<long>(
            "megaregion.gateway.calls.shed", "{call}", "Single reports refused before they were read, for overload.");
        _connectionsCut = meter.CreateCounter<long>(
            "megaregion.gateway.connections.cut", "{connection}", "Connections cut because they sent more than could be refused.");
    }

    /// <summary>Spans of the gateway.</summary>
    internal static ActivitySource Activities { get; } = new(Name);

    internal void Received(int flows) => _flowsReceived.Add(flows);

    internal void Rejected(int flows, ErrorCode reason) =>
        _flowsRejected.Add(flows, new KeyValuePair<string, object?>("reason", reason.ToString()));

    internal void Reported(TimeSpan duration) => _reportDurationSeconds.Record(duration.TotalSeconds);

    internal void CallShed() => _callsShed.Add(1);

    internal void ConnectionCut() => _connectionsCut.Add(1);

    internal void StreamOpened(string kind) => _openStreams.Add(1, new KeyValuePair<string, object?>("kind", kind));

    internal void StreamClosed(string kind) => _openStreams.Add(-1, new KeyValuePair<string, object?>("kind", kind));
}
