using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Reports;

/// <summary>The messages of a Report stream up to its end or to the stop of the server, whichever is first.</summary>
/// <param name="requests">The stream.</param>
/// <param name="stopped">Completes when the server begins to stop.</param>
internal sealed class ReportReader(IAsyncStreamReader<ReportRequest> requests, Task stopped)
{
    /// <summary>The message that <see cref="MoveNextAsync"/> went to.</summary>
    public ReportRequest Current => requests.Current;

    /// <summary>Whether the server has begun to stop.</summary>
    public bool IsStopped => stopped.IsCompleted;

    /// <summary>
    /// Goes to the next message; false at the end of the stream or when the server stops. A read that the stop leaves
    /// behind ends with the call.
    /// </summary>
    public async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (IsStopped)
            return false;

        var next = requests.MoveNext(cancellationToken);
        if (next.IsCompleted || await Task.WhenAny(next, stopped) == next)
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
