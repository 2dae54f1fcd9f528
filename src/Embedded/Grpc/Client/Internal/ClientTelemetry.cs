using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using MegaRegion.Embedded.Grpc;

namespace Grpc.Net.Client.Internal;

/// <summary>The client's spans and metrics. Without a listener a call pays two checks.</summary>
internal static class ClientTelemetry
{
    public const string UserAgent = "megaregion-grpc/0.1";

    private static readonly ActivitySource Source = new(GrpcTelemetry.ClientActivitySourceName);
    private static readonly Meter Meter = new(GrpcTelemetry.ClientMeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "rpc.client.call.duration",
        unit: "s",
        description: "Duration of gRPC calls made; of a stream, its lifetime.",
        tags: null,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = GrpcTelemetry.DurationBucketsSeconds });

    /// <summary>Starts a call's span, leaving the caller's current one in place.</summary>
    public static Activity? Start(string method, Uri address)
    {
        if (!Source.HasListeners())
            return null;
        var previous = Activity.Current;
        var activity = Source.StartActivity(method, ActivityKind.Client);
        Activity.Current = previous;
        activity?.SetTag("rpc.system.name", "grpc");
        activity?.SetTag("rpc.method", method);
        activity?.SetTag("server.address", address.Host);
        activity?.SetTag("server.port", address.Port);
        return activity;
    }

    /// <summary>Puts the W3C trace context of the call into the request.</summary>
    public static void Inject(Activity? activity, HttpRequestMessage request)
    {
        if ((activity ?? Activity.Current) is not { } context)
            return;
        DistributedContextPropagator.Current.Inject(
            context,
            request,
            static (carrier, name, value) => ((HttpRequestMessage)carrier!).Headers.TryAddWithoutValidation(name, value));
    }

    public static void Stop(Activity? activity, string method, Status status, TimeSpan duration)
    {
        var isOk = status.StatusCode == StatusCode.OK;
        if (activity is not null)
        {
            activity.SetTag("rpc.status_code", status.StatusCode.ToString());
            if (!isOk)
            {
                activity.SetTag("error.type", status.StatusCode.ToString());
                activity.SetStatus(ActivityStatusCode.Error, status.Detail);
            }

            activity.Dispose();
        }

        if (!Duration.Enabled)
            return;
        var tags = new TagList
        {
            { "rpc.system.name", "grpc" },
            { "rpc.method", method },
            { "rpc.status_code", status.StatusCode.ToString() },
        };
        if (!isOk)
            tags.Add("error.type", status.StatusCode.ToString());
        Duration.Record(duration.TotalSeconds, tags);
    }
}
