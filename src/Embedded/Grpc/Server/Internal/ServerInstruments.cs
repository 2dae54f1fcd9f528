using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using MegaRegion.Embedded.Grpc;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The server's metrics.</summary>
internal sealed class ServerInstruments
{
    private readonly Histogram<double> _duration;

    public ServerInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(GrpcTelemetry.ServerMeterName);
        _duration = meter.CreateHistogram(
            "rpc.server.call.duration",
            unit: "s",
            description: "Duration of gRPC calls served; of a stream, its lifetime.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = GrpcTelemetry.DurationBucketsSeconds });
    }

    public bool IsEnabled => _duration.Enabled;

    public void Record(string method, StatusCode code, TimeSpan duration)
    {
        var tags = new TagList
        {
            { "rpc.system.name", "grpc" },
            { "rpc.method", method },
            { "rpc.status_code", code.ToString() },
        };
        if (code != StatusCode.OK)
            tags.Add("error.type", code.ToString());
        _duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Counts a call of an unknown method, without its name: names from outside must not become series.</summary>
    public void RecordUnknown(StatusCode code)
    {
        if (IsEnabled)
            Record("_OTHER", code, TimeSpan.Zero);
    }
}
