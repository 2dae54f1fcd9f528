using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// One call being served. Its life is a small state machine: it runs until either the handler returns or something
/// ends it early (its deadline, a stream limit); whichever comes first writes the status. An early end writes the
/// trailers, completes the response, resets the stream and only then cancels the handler's token, so that the client
/// sees the status and not the reset. The handler may run on, but nothing it writes reaches the wire.
/// </summary>
internal sealed partial class ServerCall : ServerCallContext
{
    private readonly ServerMethod _method;
    private readonly FrameWriter _frames;
    private readonly long _startedTimestamp;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private AuthContext? _authContext;
    private Status _status;

    public ServerCall(HttpContext context, ServerMethod method)
    {
        HttpContext = context;
        _method = method;
        var options = method.Options;
        _startedTimestamp = method.Runtime.Time.GetTimestamp();
        _frames = new FrameWriter(options.MaxSendMessageSize) { Level = options.ResponseLevel };
        Parser = new FrameParser(options.MaxReceiveMessageSize);
        Requests = new RequestReader(this, context.Request.BodyReader, Parser);
        Responses = new ResponseWriter(this, context.Response, _frames);
    }

    public HttpContext HttpContext { get; }

    public RequestReader Requests { get; }

    public ResponseWriter Responses { get; }

    private FrameParser Parser { get; }

    private ServerRuntime Runtime => _method.Runtime;

    /// <summary>Reads the call's headers and starts its clocks.</summary>
    /// <exception cref="RpcException">The call cannot be served.</exception>
    public void Begin()
    {
        var headers = HttpContext.Request.Headers;
        HttpContext.Response.ContentType = GrpcHeaders.ContentType;
        if (_method.ClientStreams)
            AllowOpenEndedBody();
        BeginClocks(headers.GrpcTimeout);
        Parser.Encoding = FindEncoding(headers.GrpcEncoding);
        if (_method.Options.ResponseEncoding is { } encoding)
            UseResponseEncoding(encoding);
    }

    /// <summary>Turns what a handler threw into the status of the call.</summary>
    public void Fail(Exception exception)
    {
        var logger = Runtime.Logger;
        var method = _method.Method.FullName;
        switch (exception)
        {
            case RpcException rpc:
                logger.CallRefused(method, rpc.StatusCode, rpc.Status.Detail);
                _status = rpc.Status;
                foreach (var entry in rpc.Trailers)
                    ResponseTrailers.Add(entry);
                break;
            case var _ when HttpContext.RequestAborted.IsCancellationRequested:
                logger.ClientLeft(method);
                _status = new Status(StatusCode.Cancelled, "The client left the call.");
                break;
            case ConnectionResetException or IOException { InnerException: ConnectionAbortedException }:
                // The connection went; the request learns of it a moment later.
                logger.ClientLeft(method);
                _status = new Status(StatusCode.Cancelled, "The client left the call.");
                break;
            case OperationCanceledException when HasEndedEarly:
                break;
            case BadHttpRequestException bad:
                logger.CallRefused(method, StatusCode.Cancelled, bad.Message);
                _status = new Status(StatusCode.Cancelled, bad.Message);
                break;
            default:
                logger.HandlerFailed(exception, method);
                _status = new Status(
                    StatusCode.Unknown,
                    _method.Options.DetailedErrors
                        ? $"Exception was thrown by handler. {exception.GetType().Name}: {exception.Message}"
                        : "Exception was thrown by handler.");
                break;
        }
    }

    private ICompressionProvider? FindEncoding(string? encoding)
    {
        if (string.IsNullOrEmpty(encoding) || encoding == GrpcHeaders.Identity)
            return null;
        if (_method.Options.Compression.Find(encoding) is { } provider)
            return provider;
        HttpContext.Response.Headers.GrpcAcceptEncoding = _method.Options.Compression.AcceptEncoding;
        throw WireErrors.UnknownEncoding(encoding);
    }

    private void UseResponseEncoding(string encoding)
    {
        var accepted = HttpContext.Request.Headers.GrpcAcceptEncoding.ToString();
        if (encoding == GrpcHeaders.Identity || !CompressionSet.Accepts(accepted, encoding))
            return;
        _frames.Encoding = _method.Options.Compression.Find(encoding);
        if (_frames.Encoding is not null)
            HttpContext.Response.Headers.GrpcEncoding = encoding;
    }

    private void AllowOpenEndedBody()
    {
        if (HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (HttpContext.Features.Get<Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    private void Report()
    {
        var code = _status.StatusCode;
        if (HttpContext.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
        {
            activity.DisplayName = _method.TelemetryName;
            activity.SetTag("rpc.system.name", "grpc");
            activity.SetTag("rpc.method", _method.TelemetryName);
            activity.SetTag("rpc.status_code", code.ToString());
            if (IsServerFault(code))
            {
                activity.SetTag("error.type", code.ToString());
                activity.SetStatus(ActivityStatusCode.Error, _status.Detail);
            }
        }

        if (Runtime.Instruments.IsEnabled)
            Runtime.Instruments.Record(_method.TelemetryName, code, Runtime.Time.GetElapsedTime(_startedTimestamp));
    }

    /// <summary>Whether OpenTelemetry counts the code as an error of the server rather than of its caller.</summary>
    private static bool IsServerFault(StatusCode code) => code
        is StatusCode.Unknown
        or StatusCode.DeadlineExceeded
        or StatusCode.Unimplemented
        or StatusCode.Internal
        or StatusCode.Unavailable
        or StatusCode.DataLoss;
}
