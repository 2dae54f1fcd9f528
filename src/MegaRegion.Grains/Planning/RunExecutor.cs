using MegaRegion.Contracts.Planning;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace MegaRegion.Grains.Planning;

/// <summary>
/// Solves the runs of a process, planners in turn (<see cref="RunQueue"/>), a bounded number at once, each on a thread of its own: a
/// grain must not compute for seconds, and the thread pool serves reports. What a run finds is told to its grain. A host
/// that stops abandons its runs without a word; their grains, which know that they have not ended, queue them again.
/// </summary>
internal sealed partial class RunExecutor(
    RunSolver solver, IGrainFactory grains, IOptions<PlanningOptions> options, TimeProvider time, ILogger<RunExecutor> logger)
    : BackgroundService
{
    // The planner refuses more runs than may be kept; as many cancelled ones may wait to be passed over.
    private readonly RunQueue _queue = new(2 * options.Value.MaxRuns);

    /// <summary>Queues a run.</summary>
    /// <exception cref="InvalidOperationException">The queue is full.</exception>
    public void Enqueue(RunJob job)
    {
        if (!_queue.TryAdd(job))
            throw new InvalidOperationException($"The queue holds {2 * options.Value.MaxRuns} runs already.");
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, options.Value.MaxParallelRuns).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var job = await _queue.TakeAsync(stopping);
            await RunAsync(job, stopping);
        }
    }

    private async Task RunAsync(RunJob job, CancellationToken stopping)
    {
        var run = grains.GetGrain<IRunGrain>(job.Id);
        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(job.Cancellation, stopping);
            ended.Token.ThrowIfCancellationRequested();
            await run.ReportAsync(job.Attempt, ProgressMessage.None);
            var progress = new ProgressReports(run, job.Attempt, options.Value.ProgressPeriod, time);
            var outcome = await Task.Factory.StartNew(
                () => solver.Solve(job.Order, progress, ended.Token), ended.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await progress.LastAsync();
            await (outcome.Result is { } result ? run.CompleteAsync(job.Attempt, result) : run.FailAsync(job.Attempt, outcome.Problems));
        }
        catch (OperationCanceledException) when (job.Cancellation.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            LogAbandoned(job.Id);
        }
        catch (Exception error)
        {
            LogFailed(error, job.Id);
            await TellFailedAsync(run, job);
        }
    }

    private async Task TellFailedAsync(IRunGrain run, RunJob job)
    {
        try
        {
            await run.FailAsync(job.Attempt, []);
        }
        catch (Exception error)
        {
            // The run stays unfinished and is queued again when it is next woken.
            LogUntold(error, job.Id);
        }
    }

    [LoggerMessage(4301, LogLevel.Information, "Run {Run} was stopped.")]
    private partial void LogAbandoned(string run);

    [LoggerMessage(4302, LogLevel.Error, "Run {Run} failed.")]
    private partial void LogFailed(Exception error, string run);

    [LoggerMessage(4303, LogLevel.Error, "Run {Run} could not be told that it failed.")]
    private partial void LogUntold(Exception error, string run);
}
