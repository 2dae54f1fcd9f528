using MegaRegion.Contracts.Cells;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Grains.RollUp;

/// <summary>
/// Sends the changed cells of a place to its parent: gathered for a moment, and again, at growing intervals, until the
/// parent has them. What is sent is decided by <see cref="RollUpOutbox"/>. Runs on the turns of its grain, interleaved
/// with the grain's calls.
/// </summary>
internal sealed partial class RollUpSender(
    Grain grain, IGrainFactory grains, PlaceId self, Cube cube, TimeSpan delay, RollUpServices services)
{
    private const int MaxFlushRounds = 6;

    private readonly ILogger _logger = services.Logger;
    private readonly RollUpOutbox _outbox = new(cube);
    private IGrainTimer? _timer;
    private Task? _sending;
    private int _failures;
    private bool _isFinished;

    /// <summary>Tells that the cube may have changed; it is sent soon.</summary>
    /// <param name="acceptedAt">When the change was accepted; null when not known.</param>
    public void Changed(EventTime? acceptedAt)
    {
        _outbox.Changed(acceptedAt);
        Schedule();
    }

    /// <summary>Completes when the parent has everything that the cube has now; fails when the parent cannot be reached.</summary>
    public async Task FlushAsync()
    {
        if (services.IsStopping)
        {
            throw new OperationCanceledException($"The host is stopping; {self} sends nothing any more.");
        }

        for (var sent = 0; sent == 0 || _outbox.MustCompare;)
        {
            if (_sending is { } running)
            {
                // It may have taken the changes before this call.
                await running;
            }
            else if (sent++ == MaxFlushRounds)
            {
                throw new InvalidOperationException($"The parent of {self} still differs after {MaxFlushRounds} rounds.");
            }
            else
            {
                await SendAsync();
            }
        }
    }

    /// <summary>
    /// The place is being put to sleep: sends what is left, once, and nothing afterwards. Never fails and takes
    /// <see cref="Hosting.GrainsOptions.SleepSendLimit"/> at most; what did not arrive is told by the next activation.
    /// </summary>
    /// <remarks>
    /// The limit is short on purpose. A parent that wakes up asks its children for their totals, and a child that is being
    /// put to sleep answers only when it has been woken again: until the limit the two would wait for each other.
    /// </remarks>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        _isFinished = true;
        _timer?.Dispose();
        _timer = null;
        if (services.IsStopping || !_outbox.IsDue)
        {
            return;
        }

        try
        {
            await FlushAsync().WaitAsync(services.Options.SleepSendLimit, services.Time, cancellationToken);
        }
        catch (Exception error)
        {
            // Also when the limit is reached: the message on its way may still arrive, which is harmless.
            LogLeftOver(error, self);
        }
    }

    private void Schedule()
    {
        if (_timer is not null || _sending is not null || _isFinished || services.IsStopping)
        {
            return;
        }

        var pause = delay * Math.Pow(2, Math.Min(_failures, 20));
        var due = pause < services.Options.MaxRollUpPause ? pause : services.Options.MaxRollUpPause;
        _timer = grain.RegisterGrainTimer(
            OnDueAsync, new GrainTimerCreationOptions { DueTime = due, Period = Timeout.InfiniteTimeSpan, Interleave = true });
    }

    private async Task OnDueAsync()
    {
        _timer?.Dispose();
        _timer = null;
        try
        {
            if (!services.IsStopping)
            {
                await (_sending ?? SendAsync());
            }
        }
        catch (Exception error)
        {
            // The outbox keeps what did not arrive, and the next try is scheduled.
            LogFailed(error, self, _failures);
        }
    }

    // At most one at a time: who comes meanwhile waits for it, and then looks again.
    private Task SendAsync()
    {
        var sending = SendRoundAsync();
        _sending = sending.IsCompleted ? null : sending;
        return sending;
    }

    private async Task SendRoundAsync()
    {
        try
        {
            var entry = await services.Catalog.FindAsync(self.Value, CancellationToken.None)
                ?? throw new InvalidOperationException($"{self} has totals and is not in the catalogue.");
            if (entry.Place.Parent is { } parent)
            {
                await SendToAsync(grains.GetGrain<IRollUpGrain>(parent.Value), entry.Number);
            }
            else
            {
                _outbox.Discard();
            }

            _failures = 0;
        }
        catch
        {
            _failures++;
            throw;
        }
        finally
        {
            _sending = null;
            if (_outbox.IsDue)
            {
                Schedule();
            }
        }
    }

    private async Task SendToAsync(IRollUpGrain parent, PlaceNumber number)
    {
        if (_outbox.MustCompare)
        {
            await SendNextAsync(parent, number);
        }

        await SendNextAsync(parent, number);
    }

    private async Task SendNextAsync(IRollUpGrain parent, PlaceNumber number)
    {
        var outgoing = _outbox.Take();
        if (!outgoing.IsComparison && outgoing.Cells.Count == 0)
        {
            return;
        }

        var receipt = await DeliverAsync(parent, number, outgoing);
        if (!_outbox.Delivered(outgoing, receipt.DaySum) && !outgoing.IsComparison)
        {
            LogDifference(self);
        }
    }

    private async Task<MergeReceipt> DeliverAsync(IRollUpGrain parent, PlaceNumber number, OutgoingChanges outgoing)
    {
        try
        {
            if (outgoing.IsComparison)
            {
                return await parent.GetReceiptAsync(number.Value);
            }

            var receipt = default(MergeReceipt);
            foreach (var part in Parts(outgoing.Cells))
            {
                receipt = await parent.MergeAsync(new MergeRequest(
                    number.Value,
                    services.Catalog.Current.Version,
                    outgoing.Newest?.UnixMilliseconds,
                    outgoing.ChangedAt?.UnixMilliseconds,
                    CellBlock.From(part),
                    LayerCounts.From(outgoing.Flows)));
            }

            return receipt;
        }
        catch
        {
            _outbox.Failed(outgoing);
            throw;
        }
    }

    private IEnumerable<List<WindowCells>> Parts(IReadOnlyList<WindowCells> windows)
    {
        var (part, cells) = (new List<WindowCells>(), 0);
        foreach (var window in windows)
        {
            if (cells > 0 && cells + window.Count > services.Options.MaxMergeCells)
            {
                yield return part;
                (part, cells) = ([], 0);
            }

            part.Add(window);
            cells += window.Count;
        }

        yield return part;
    }

    [LoggerMessage(4101, LogLevel.Warning, "The changes of {Place} did not reach its parent ({Failures} failures in a row).")]
    private partial void LogFailed(Exception error, PlaceId place, int failures);

    [LoggerMessage(4103, LogLevel.Warning, "{Place} went to sleep before its parent had all of it; it is told when it wakes up.")]
    private partial void LogLeftOver(Exception error, PlaceId place);

    [LoggerMessage(4102, LogLevel.Warning, "The parent of {Place} did not have all of it; the rest is sent again.")]
    private partial void LogDifference(PlaceId place);
}
