using MegaRegion.Contracts.Planning;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Grains.Planning;

/// <summary>Passes the progress of a solver on to its grain, one message at a time and no more often than a period.</summary>
internal sealed class ProgressReports(IRunGrain run, Guid attempt, TimeSpan period, TimeProvider time) : IProgress<RunProgress>
{
    private Task _underWay = Task.CompletedTask;
    private long? _lastAt;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        if (!_underWay.IsCompleted || (_lastAt is { } last && time.GetElapsedTime(last) < period))
            return;
        _lastAt = time.GetTimestamp();
        _underWay = run.ReportAsync(
            attempt, new ProgressMessage((int)value.Stage + 1, value.Gap, value.Fraction, value.Left?.TotalSeconds));
    }

    /// <summary>Waits for the message that is under way. Progress is no reason to fail a run.</summary>
    public async Task LastAsync() => await _underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
