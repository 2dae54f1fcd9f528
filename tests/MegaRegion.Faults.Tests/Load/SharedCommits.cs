using MegaRegion.Faults.Tests.Checking;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>Calls on a slow disk: all that wait share the next commit.</summary>
/// <param name="Figures">The calls.</param>
/// <param name="Group">Reports to a commit.</param>
/// <param name="CommitMilliseconds">What a commit took, on average.</param>
/// <param name="Queue">The most writes that waited.</param>
internal sealed record SharedCommits(CallFigures Figures, double Group, double CommitMilliseconds, int Queue)
{
    private const int MaxQueuedWrites = 8_192;

    // In the short form clients that run beside other tests may be late for a commit.
    private static readonly double LeastGroup = FaultRun.IsFull ? 16 : 4;

    /// <summary>Makes calls, and says what they and their commits came to.</summary>
    public static async Task<SharedCommits> MeasureAsync(ServerMetrics metrics, Func<Task<CallFigures>> call)
    {
        var before = await CommitsAsync(metrics);
        var running = call();
        var queue = await DeepestQueueAsync(metrics, running);
        var after = await CommitsAsync(metrics);
        var commits = after.Count - before.Count;
        return new SharedCommits(
            await running, (after.Writes - before.Writes) / commits, 1_000 * (after.Seconds - before.Seconds) / commits, (int)queue);
    }

    /// <summary>What must not be, however slow the disk is: commits for one each, a queue without bound, calls without an answer.</summary>
    public IEnumerable<string> Faults()
    {
        if (Group < LeastGroup)
        {
            yield return $"group {Group:F1}: the waiting did not share commits";
        }

        if (Queue > MaxQueuedWrites)
        {
            yield return $"queue {Queue}: beyond its limit";
        }

        foreach (var (status, times) in Figures.Others)
        {
            yield return $"status {status}: {times} times";
        }
    }

    /// <summary>The figures on a line.</summary>
    public override string ToString() =>
        $"{Figures.Accepted} accepted, commit {CommitMilliseconds:F0} ms (mean), median {Figures.Percentile(50).TotalMilliseconds:F0} ms, p99 {Figures.Percentile(99).TotalMilliseconds:F0} ms, {Group:F1} reports a commit, at most {Queue} queued";

    private static async Task<double> DeepestQueueAsync(ServerMetrics metrics, Task running)
    {
        var queue = 0.0;
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!running.IsCompleted)
        {
            queue = Math.Max(queue, await metrics.ReadAsync("megaregion_inbox_depth"));
            await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return queue;
    }

    private static async Task<(double Count, double Writes, double Seconds)> CommitsAsync(ServerMetrics metrics) =>
        (await metrics.ReadAsync("megaregion_flow_commit_writes_count"),
            await metrics.ReadAsync("megaregion_flow_commit_writes_sum"),
            await metrics.ReadAsync("megaregion_flow_commit_duration_seconds_sum"));
}
