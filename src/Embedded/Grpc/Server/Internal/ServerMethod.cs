using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A mapped method with its options: what each of its calls refers to.</summary>
internal sealed class ServerMethod(IMethod method, MethodOptions options, ServerRuntime runtime)
{
    public IMethod Method => method;

    public MethodOptions Options => options;

    public ServerRuntime Runtime => runtime;

    /// <summary>The name in telemetry: <c>package.Service/Method</c>.</summary>
    public string TelemetryName { get; } = method.FullName[1..];

    public bool IsStreaming => method.Type != MethodType.Unary;

    public bool ClientStreams => method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;
}
