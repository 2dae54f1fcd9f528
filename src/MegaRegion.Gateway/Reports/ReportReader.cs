using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Reports;

/// <summary>The messages of a Report stream up to its end or to the stop of the server, whichever is first.</summary>
/// <param name="requests">The stream.</param>
/// <param name="stop">Tells when the server begins to stop.</param>
internal sealed class ReportReader(IAsyncStreamReader<ReportRequest> requests, ServerStop stop)
{
    /// <summary>The message that was gone to last.</summary>
    public ReportRequest Current => requests.Current;

    /// <summary>Whether the server has begun to stop.</summary>
    public bool IsStopped => stop.Token.IsCancellationRequested;

    /// <summary>Is cancelled when the server begins to stop.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>Goes to the next message; false at the end of the stream. Once the server stops there is none.</summary>
    public Task<bool> MoveNextAsync(CancellationToken cancellationToken) =>
        IsStopped ? Task.FromResult(false) : requests.MoveNext(cancellationToken);

    /// <summary>
    /// Goes to the first message; false at the end of the stream or when the server stops meanwhile. A read that the stop
    /// leaves behind ends with the call.
    /// </summary>
    public async Task<bool> MoveFirstAsync(CancellationToken cancellationToken)
    {
        var next = MoveNextAsync(cancellationToken);
        if (next.IsCompleted || await Task.WhenAny(next, stop.Task) == next)
            return await next;

        Observe(next);
        return false;
    }

    /// <summary>Keeps the failure of a task that nobody waits for any more from being reported as unobserved.</summary>
    public static void Observe(Task abandoned) =>
        _ = abandoned.ContinueWith(
            static task => task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
}
