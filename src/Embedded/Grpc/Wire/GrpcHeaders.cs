namespace Grpc.Wire;

/// <summary>Names and values that gRPC puts into HTTP headers.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Identity = "identity";
    public const string RetryPushback = "grpc-retry-pushback-ms";
    public const string PreviousAttempts = "grpc-previous-rpc-attempts";

    /// <summary>In response metadata written by a handler: compress this response with the named encoding.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    /// <summary>Receive limit of both sides if none is set, in bytes.</summary>
    public const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>Whether the content type is <c>application/grpc</c> or one of its subtypes.</summary>
    public static bool IsGrpcContentType(string? contentType)
        => contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');

    /// <summary>Whether the content type is a form of gRPC-Web.</summary>
    public static bool IsGrpcWebContentType(string? contentType)
        => contentType?.StartsWith("application/grpc-web", StringComparison.OrdinalIgnoreCase) == true;
}
