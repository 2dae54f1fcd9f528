using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What a handler sees of its call.</summary>
internal sealed partial class ServerCall
{
    private WriteOptions? _writeOptions;

    protected override string MethodCore => _method.Method.FullName;

    protected override string HostCore => HttpContext.Request.Host.Value ?? "";

    protected override string PeerCore => PeerName.Of(HttpContext.Connection);

    protected override DateTime DeadlineCore => _deadline;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadRequestHeaders(HttpContext.Request.Headers);

    protected override CancellationToken CancellationTokenCore => HandlerToken;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore
    {
        get => _writeOptions;
        set => _writeOptions = value;
    }

    protected override AuthContext AuthContextCore => _authContext ??= PeerName.Authenticate(HttpContext.Connection);

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        var response = HttpContext.Response;
        if (response.HasStarted)
            throw new InvalidOperationException("Response headers can be sent once, before the first message.");
        foreach (var entry in responseHeaders)
        {
            if (entry.Key == GrpcHeaders.EncodingRequest)
                UseResponseEncoding(entry.Value);
            else
                response.Headers.Append(entry.Key, MetadataCodec.ToWire(entry));
        }

        return SendHeadersAsync(response);
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options)
        => new ServerCallPropagationToken(this, options ?? ContextPropagationOptions.Default);

    private async Task SendHeadersAsync(HttpResponse response)
    {
        EnterWrite();
        try
        {
            await response.StartAsync();
            await response.BodyWriter.FlushAsync();
        }
        finally
        {
            await ExitWriteAsync();
        }
    }

    private static Metadata ReadRequestHeaders(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var header in headers)
        {
            if (IsTransportHeader(header.Key))
                continue;
            foreach (var value in header.Value)
                MetadataCodec.AddReceived(metadata, header.Key, value ?? "");
        }

        return metadata;
    }

    private static bool IsTransportHeader(string name)
        => name.StartsWith(':')
        || name.Equals(GrpcHeaders.Encoding, StringComparison.OrdinalIgnoreCase)
        || name.Equals(GrpcHeaders.AcceptEncoding, StringComparison.OrdinalIgnoreCase)
        || name.Equals(GrpcHeaders.Timeout, StringComparison.OrdinalIgnoreCase)
        || name.Equals("content-type", StringComparison.OrdinalIgnoreCase)
        || name.Equals("te", StringComparison.OrdinalIgnoreCase)
        || name.Equals("host", StringComparison.OrdinalIgnoreCase);
}
