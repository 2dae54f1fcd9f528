using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>A method as one channel calls it.</summary>
internal sealed record ClientMethod(IMethod Method, Uri Uri, RetryRule? Retry)
{
    /// <summary>The name in telemetry: <c>package.Service/Method</c>.</summary>
    public string TelemetryName { get; } = Method.FullName[1..];
}
