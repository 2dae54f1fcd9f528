using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What the server logs. Event ids are stable.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "Refused a request of content type {ContentType}: not gRPC.")]
    public static partial void WrongContentType(this ILogger logger, string? contentType);

    [LoggerMessage(2, LogLevel.Information, "Refused a gRPC request over {Protocol}: gRPC needs HTTP/2.")]
    public static partial void WrongProtocol(this ILogger logger, string protocol);

    [LoggerMessage(3, LogLevel.Information, "Call of a {What} that is not mapped: {Path}.")]
    public static partial void UnimplementedCalled(this ILogger logger, string what, string? path);

    [LoggerMessage(4, LogLevel.Error, "The handler of {Method} failed.")]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, string method);

    [LoggerMessage(5, LogLevel.Information, "Call of {Method} ended with {Code}: {Detail}")]
    public static partial void CallRefused(this ILogger logger, string method, Core.StatusCode code, string detail);

    [LoggerMessage(6, LogLevel.Debug, "Call of {Method} passed its deadline of {Timeout}.")]
    public static partial void DeadlineExceeded(this ILogger logger, string method, TimeSpan timeout);

    [LoggerMessage(7, LogLevel.Warning, "Ignored the malformed grpc-timeout {Value} of a call of {Method}.")]
    public static partial void MalformedTimeout(this ILogger logger, string value, string method);

    [LoggerMessage(8, LogLevel.Information, "Ended a stream of {Method}: {Reason}")]
    public static partial void StreamLimitReached(this ILogger logger, string method, string reason);

    [LoggerMessage(9, LogLevel.Debug, "The client left a call of {Method}.")]
    public static partial void ClientLeft(this ILogger logger, string method);

    [LoggerMessage(10, LogLevel.Debug, "Could not tell the client how a call of {Method} ended.")]
    public static partial void EndNotSent(this ILogger logger, Exception exception, string method);
}
