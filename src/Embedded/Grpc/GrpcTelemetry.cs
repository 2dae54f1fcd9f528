namespace MegaRegion.Embedded.Grpc;

/// <summary>The names under which this layer reports, for the host that collects.</summary>
public static class GrpcTelemetry
{
    /// <summary>The server's meter, with <c>rpc.server.call.duration</c>.</summary>
    public const string ServerMeterName = "Grpc.AspNetCore.Server";

    /// <summary>The client's meter, with <c>rpc.client.call.duration</c>.</summary>
    public const string ClientMeterName = "Grpc.Net.Client";

    /// <summary>The client's activity source. The server adds to the activity that ASP.NET Core starts.</summary>
    public const string ClientActivitySourceName = "Grpc.Net.Client";

    /// <summary>Bucket bounds of call durations, in seconds, as OpenTelemetry advises for RPC.</summary>
    internal static readonly double[] DurationBucketsSeconds =
        [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
}
