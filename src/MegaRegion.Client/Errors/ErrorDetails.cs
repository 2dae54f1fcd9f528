using Grpc.Core;
using MegaRegion.V1;
using RpcStatus = Google.Rpc.Status;

namespace MegaRegion.Client.Errors;

/// <summary>Reads what a MegaRegion server says about a failed call.</summary>
public static class ErrorDetails
{
    private const string Trailer = "grpc-status-details-bin";

    /// <summary>The typed detail of a failure, or null when it did not come from a MegaRegion service.</summary>
    public static ErrorDetail? Find(RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception.Trailers.GetValueBytes(Trailer) is not { } bytes)
            return null;

        var status = RpcStatus.Parser.ParseFrom(bytes);
        return status.Details.Select(any => any.TryUnpack<ErrorDetail>(out var detail) ? detail : null)
            .FirstOrDefault(detail => detail is not null);
    }

    /// <summary>Whether the same call may succeed later without a change by the caller.</summary>
    public static bool IsTransient(RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (Find(exception) is { } detail)
            return detail.Retry is RetryAdvice.AfterPause or RetryAdvice.Reconnect;

        // No detail: the transport or a proxy spoke. Its RESOURCE_EXHAUSTED is a message that is too large, always.
        return exception.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Internal
            or StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.Aborted;
    }

    /// <summary>The pause that the server asked for; zero for none.</summary>
    public static TimeSpan RetryAfter(RpcException exception) =>
        TimeSpan.FromMilliseconds(Find(exception)?.RetryAfterMs ?? 0);
}
