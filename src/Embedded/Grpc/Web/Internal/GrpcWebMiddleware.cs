using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Web.Internal;

/// <summary>
/// Translates between gRPC-Web and gRPC around a call. A browser can neither read trailers nor, with
/// <c>application/grpc-web-text</c>, bytes: so the trailers become one more frame, with bit 0x80 in its flag, at the
/// end of the body, and in the text form everything is base64. Any HTTP version will do.
/// </summary>
internal sealed class GrpcWebMiddleware(RequestDelegate next, GrpcWebOptions options)
{
    private const string WebText = "application/grpc-web-text";
    private const string Web = "application/grpc-web";

    public Task InvokeAsync(HttpContext context)
        => HttpMethods.IsPost(context.Request.Method) && FormOf(context.Request.ContentType) is { } isText && IsEnabled(context)
            ? TranslateAsync(context, isText)
            : next(context);

    /// <summary>Whether the body is base64; null if the request is not gRPC-Web.</summary>
    private static bool? FormOf(string? contentType)
    {
        if (!GrpcHeaders.IsGrpcWebContentType(contentType))
            return null;
        if (IsType(contentType!, WebText))
            return true;
        return IsType(contentType!, Web) ? false : null;
    }

    private static bool IsType(string contentType, string type)
        => contentType.StartsWith(type, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == type.Length || contentType[type.Length] is '+' or ';');

    private bool IsEnabled(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IGrpcWebEnabledMetadata>() is { } said)
            return said.GrpcWebEnabled;
        return options.DefaultEnabled;
    }

    private async Task TranslateAsync(HttpContext context, bool isText)
    {
        var features = context.Features;
        var request = context.Request;
        var body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var requestBody = features.Get<IRequestBodyPipeFeature>();
        var trailers = features.Get<IHttpResponseTrailersFeature>();
        var (protocol, contentType) = (request.Protocol, request.ContentType);
        var response = new GrpcWebResponse(body, context.Response, isText, contentType!);
        var reader = isText ? new Base64PipeReader(request.BodyReader) : request.BodyReader;
        features.Set<IRequestBodyPipeFeature>(new GrpcWebRequestBody(reader));
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpResponseTrailersFeature>(response);
        request.Protocol = HttpProtocol.Http2;
        request.ContentType = GrpcHeaders.ContentType;
        try
        {
            await next(context);
            await response.CompleteAsync();
        }
        finally
        {
            (request.Protocol, request.ContentType) = (protocol, contentType);
            features.Set(requestBody);
            features.Set(body);
            features.Set(trailers);
        }
    }
}
