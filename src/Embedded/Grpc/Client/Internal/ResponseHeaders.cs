using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Reads what gRPC put into a response's headers and trailers.</summary>
internal static class ResponseHeaders
{
    public static bool HasStatus(HttpHeaders headers) => headers.NonValidated.Contains(GrpcHeaders.Status);

    public static string? ReadEncoding(HttpHeaders headers)
        => headers.NonValidated.TryGetValues(GrpcHeaders.Encoding, out var values) ? values.ToString() : null;

    /// <summary>The status; UNKNOWN if there is none or it cannot be read.</summary>
    public static Status ReadStatus(HttpHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(GrpcHeaders.Status, out var values))
            return new Status(StatusCode.Unknown, "The server sent no grpc-status.");
        if (!int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return new Status(StatusCode.Unknown, $"The server sent the grpc-status \"{values}\".");
        var detail = headers.NonValidated.TryGetValues(GrpcHeaders.Message, out var message)
            ? PercentCodec.Decode(message.ToString())
            : "";
        return code == 0 && detail.Length == 0 ? Status.DefaultSuccess : new Status((StatusCode)code, detail);
    }

    /// <summary>The metadata among the headers: everything but gRPC's own.</summary>
    public static Metadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var header in headers.NonValidated)
        {
            if (IsOwn(header.Key))
                continue;
            foreach (var value in header.Value)
                MetadataCodec.AddReceived(metadata, header.Key, value);
        }

        return metadata;
    }

    /// <summary>Refuses a response that is not gRPC, with the status that its HTTP status stands for.</summary>
    /// <exception cref="RpcException">The response is not gRPC.</exception>
    public static void ThrowUnlessGrpc(HttpResponseMessage response)
    {
        if (HasStatus(response.Headers))
            return;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var code = FromHttp(response.StatusCode);
            throw WireErrors.Of(code, $"The server answered with HTTP status {(int)response.StatusCode}.");
        }

        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var contentType)
            || !GrpcHeaders.IsGrpcContentType(contentType.ToString()))
        {
            throw WireErrors.Of(StatusCode.Unknown, $"The server answered with content type \"{contentType}\".");
        }
    }

    private static bool IsOwn(string name)
        => name.Equals(GrpcHeaders.Status, StringComparison.OrdinalIgnoreCase)
        || name.Equals(GrpcHeaders.Message, StringComparison.OrdinalIgnoreCase)
        || name.Equals(GrpcHeaders.Encoding, StringComparison.OrdinalIgnoreCase)
        || name.Equals(GrpcHeaders.AcceptEncoding, StringComparison.OrdinalIgnoreCase);

    /// <summary>The table of gRPC's document on HTTP status codes.</summary>
    private static StatusCode FromHttp(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests => StatusCode.Unavailable,
        HttpStatusCode.BadGateway => StatusCode.Unavailable,
        HttpStatusCode.ServiceUnavailable => StatusCode.Unavailable,
        HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
