using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>What the failures of HTTP/2 mean for a call (gRPC's mapping of error codes).</summary>
internal static class TransportFailure
{
    private const long NoError = 0;
    private const long RefusedStream = 7;
    private const long Cancel = 8;
    private const long EnhanceYourCalm = 11;
    private const long InadequateSecurity = 12;

    /// <summary>Whether no connection could be made, so that the server cannot have seen the call.</summary>
    public static bool IsNoConnection(HttpRequestException exception)
        => exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    public static Status ToStatus(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is HttpProtocolException protocol)
                return new Status(FromErrorCode(protocol.ErrorCode), $"The stream was reset: {protocol.Message}", exception);
        }

        return exception is HttpRequestException or IOException or SocketException
            ? new Status(StatusCode.Unavailable, $"The connection failed: {exception.Message}", exception)
            : new Status(StatusCode.Internal, $"The call failed: {exception.GetType().Name}: {exception.Message}", exception);
    }

    private static StatusCode FromErrorCode(long errorCode) => errorCode switch
    {
        // A server that is leaving: it said so with GOAWAY and closed the connection under its calls.
        NoError => StatusCode.Unavailable,
        RefusedStream => StatusCode.Unavailable,
        Cancel => StatusCode.Cancelled,
        EnhanceYourCalm => StatusCode.ResourceExhausted,
        InadequateSecurity => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
