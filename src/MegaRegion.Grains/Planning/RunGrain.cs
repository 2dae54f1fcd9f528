using MegaRegion.Contracts.Planning;
using MegaRegion.Scenarios.Results;
using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Grains.Planning;

/// <inheritdoc cref="IRunGrain"/>
/// <remarks>
/// The record is written when the status changes, so that a crash leaves a run that knows whether it has ended; progress is
/// kept in memory only. The result is written before the status that promises it.
/// </remarks>
internal sealed class RunGrain(
    [PersistentState("run")] IPersistentState<RunRecord> record,
    [PersistentState("result")] IPersistentState<RunOutput> output,
    RunExecutor executor,
    TimeProvider time) : Grain, IRunGrain
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private RunJob? _job;
    private ScenarioResult? _result;
    private ProgressMessage _progress = ProgressMessage.None;
    private TaskCompletionSource _changed = NewSignal();

    // Above every version of an earlier activation.
    private long _version = time.GetUtcNow().UtcTicks;

    private bool IsUnfinished => record.State.Status is RunStatus.Queued or RunStatus.Running;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _job?.Cancel();
        _changed.TrySetResult();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<RunView> StartAsync(RunOrder order)
    {
        if (!IsUnfinished && record.State.Status != RunStatus.Done)
        {
            record.State = new RunRecord { Order = order, Status = RunStatus.Queued, QueuedAtMs = Now };
            await record.WriteStateAsync();
            Changed(ProgressMessage.None);
        }

        Queue();
        return View()!;
    }

    /// <inheritdoc/>
    public Task<RunView?> ResumeAsync()
    {
        Queue();
        return Task.FromResult(View());
    }

    /// <inheritdoc/>
    public Task<RunView?> GetAsync() => Task.FromResult(View());

    /// <inheritdoc/>
    public async Task<RunView?> WaitAsync(long afterVersion)
    {
        try
        {
            if (_version <= afterVersion && IsUnfinished)
                await _changed.Task.WaitAsync(LongestWait, time);
        }
        catch (TimeoutException)
        {
            // The caller asks again. A call must end long before its response time-out, and a stop waits for calls under way.
        }

        return View();
    }

    /// <inheritdoc/>
    public async Task<RunView?> CancelAsync()
    {
        if (IsUnfinished)
            await EndAsync(RunStatus.Cancelled, []);
        return View();
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync()
    {
        if (record.State.Order is null)
            return false;
        StopJob();
        await output.ClearStateAsync();
        await record.ClearStateAsync();
        Changed(ProgressMessage.None);
        DeactivateOnIdle();
        return true;
    }

    /// <inheritdoc/>
    public Task<ResultSummary?> GetSummaryAsync() =>
        Task.FromResult(Result() is { } result ? ResultMessages.SummaryOf(result) : null);

    /// <inheritdoc/>
    public Task<TablePage?> GetTableAsync(string key, int firstRow, int rows) =>
        Task.FromResult(Result() is { } result ? ResultMessages.PageOf(result, key, firstRow, rows) : null);

    /// <inheritdoc/>
    public Task<RunResultMessage?> GetResultAsync() =>
        Task.FromResult(record.State.Status == RunStatus.Done ? new RunResultMessage(output.State.Json) : null);

    /// <inheritdoc/>
    public async Task ReportAsync(Guid attempt, ProgressMessage progress)
    {
        if (!IsMine(attempt))
            return;
        if (record.State.Status == RunStatus.Queued)
        {
            (record.State.Status, record.State.StartedAtMs) = (RunStatus.Running, Now);
            await record.WriteStateAsync();
        }

        Changed(progress);
    }

    /// <inheritdoc/>
    public async Task CompleteAsync(Guid attempt, RunResultMessage result)
    {
        if (!IsMine(attempt))
            return;
        output.State = new RunOutput { Json = result.Json };
        await output.WriteStateAsync();
        await EndAsync(RunStatus.Done, []);
    }

    /// <inheritdoc/>
    public Task FailAsync(Guid attempt, ProblemMessage[] problems) => IsMine(attempt)
        ? EndAsync(problems.Length > 0 ? RunStatus.Refused : RunStatus.Failed, problems)
        : Task.CompletedTask;

    // Read once for an activation: somebody who turns pages asks many times.
    private ScenarioResult? Result() => record.State.Status == RunStatus.Done ? _result ??= ScenarioJson.Read(output.State.Json) : null;

    private bool IsMine(Guid attempt) => IsUnfinished && _job?.Attempt == attempt;

    private void Queue()
    {
        if (!IsUnfinished || _job is { IsOver: false })
            return;
        _job = new RunJob(this.GetPrimaryKeyString(), record.State.Order!);
        executor.Enqueue(_job);
    }

    private async Task EndAsync(RunStatus status, ProblemMessage[] problems)
    {
        StopJob();
        (record.State.Status, record.State.Problems, record.State.EndedAtMs) = (status, problems, Now);
        await record.WriteStateAsync();
        Changed(_progress);
    }

    private void StopJob()
    {
        _job?.Cancel();
        _job = null;
    }

    private void Changed(ProgressMessage progress)
    {
        _progress = progress;
        _version++;
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private RunView? View() => record.State.Order is { } order
        ? new RunView(
            this.GetPrimaryKeyString(),
            _version,
            record.State.Status,
            order,
            _progress,
            record.State.QueuedAtMs,
            record.State.StartedAtMs,
            record.State.EndedAtMs,
            record.State.Problems)
        : null;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
