using MegaRegion.Contracts.Cells;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Grains.RollUp;

/// <summary>
/// Sends the changed cells of a place to its parent: gathered for a moment, cumulative, and again until the parent has
/// them. Runs on the turns of its grain, interleaved with the grain's calls.
/// </summary>
/// <remarks>
/// A message may be lost, repeated or overtaken without harm (see <see cref="RollUpLedger"/>). What could be lost for
/// good is a change whose sender died before it was sent, or that went to a parent who died after another activation
/// had asked for everything. Both show as a difference of the day sums, which the parent returns with every receipt;
/// days travel last, so a parent with the right days has the shorter windows, too. On a difference everything is sent.
/// </remarks>
internal sealed partial class RollUpSender(Grain grain, IGrainFactory grains, PlaceId self, Cube cube, RollUpServices services)
{
    private const int MaxFlushRounds = 5;

    private readonly ILogger _logger = services.Logger;
    private IGrainTimer? _timer;
    private Task? _sending;
    private long? _changedAt;
    private bool _comparesFirst = true;
    private int _failures;

    /// <summary>Tells that the cube may have changed; it is sent soon.</summary>
    /// <param name="acceptedAtUnixMilliseconds">When the change was accepted; null when not known.</param>
    public void Changed(long? acceptedAtUnixMilliseconds)
    {
        _changedAt = Older(_changedAt, acceptedAtUnixMilliseconds);
        Schedule();
    }

    /// <summary>Completes when the parent has everything that the cube has now; fails when the parent cannot be reached.</summary>
    public async Task FlushAsync()
    {
        for (var sent = 0; sent == 0 || _comparesFirst;)
        {
            if (_sending is { } running)
            {
                // It may have taken the changes before this call.
                await running;
            }
            else if (sent++ == MaxFlushRounds)
            {
                throw new InvalidOperationException($"The parent of {self} still differs after everything was sent {MaxFlushRounds} times.");
            }
            else
            {
                await SendAsync();
            }
        }
    }

    private void Schedule()
    {
        if (_timer is not null || _sending is not null)
        {
            return;
        }

        var pause = services.Options.RollUpDelay * Math.Pow(2, Math.Min(_failures, 20));
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
            await (_sending ?? SendAsync());
        }
        catch (Exception error)
        {
            // The cells are marked again, and the next try is scheduled.
            LogFailed(error, self, _failures);
        }
    }

    // At most one at a time: who comes meanwhile waits for it, and then looks again.
    private Task SendAsync()
    {
        var sending = SendOnceAsync();
        _sending = sending.IsCompleted ? null : sending;
        return sending;
    }

    private async Task SendOnceAsync()
    {
        try
        {
            var entry = await services.Catalog.FindAsync(self.Value, CancellationToken.None)
                ?? throw new InvalidOperationException($"{self} has totals and is not in the catalogue.");
            if (entry.Place.Parent is { } parent)
            {
                await SendToAsync(grains.GetGrain<IRollUpGrain>(parent.Value), entry.Number, services.Catalog.Current.Version);
            }
            else
            {
                _ = cube.TakeChanges();
                (_comparesFirst, _changedAt) = (false, null);
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
            if (cube.HasChanges || _comparesFirst)
            {
                Schedule();
            }
        }
    }

    private async Task SendToAsync(IRollUpGrain parent, PlaceNumber number, long catalogVersion)
    {
        if (_comparesFirst)
        {
            await CompareAsync(parent, number);
        }

        var (taken, sum, newest, changedAt) = (cube.TakeChanges(), cube.DaySum, cube.Newest, _changedAt);
        _changedAt = null;
        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            var receipt = default(MergeReceipt);
            foreach (var part in Parts(taken))
            {
                receipt = await parent.MergeAsync(new MergeRequest(
                    number.Value, catalogVersion, newest?.UnixMilliseconds, changedAt, CellBlock.From(part)));
            }

            if (receipt.DaySum != sum)
            {
                LogDifference(self);
                _comparesFirst = true;
            }
        }
        catch
        {
            cube.MarkChanged(taken);
            _changedAt = Older(_changedAt, changedAt);
            throw;
        }
    }

    private async Task CompareAsync(IRollUpGrain parent, PlaceNumber number)
    {
        var (taken, sum) = (cube.TakeChanges(), cube.DaySum);
        try
        {
            var receipt = await parent.GetReceiptAsync(number.Value);
            if (receipt.DaySum != sum)
            {
                cube.MarkAllChanged();
            }

            _comparesFirst = false;
        }
        catch
        {
            cube.MarkChanged(taken);
            throw;
        }
    }

    private IEnumerable<List<WindowCells>> Parts(IReadOnlyList<WindowCells> taken)
    {
        var (part, cells) = (new List<WindowCells>(), 0);
        foreach (var window in taken)
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

    private static long? Older(long? one, long? other) =>
        one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);

    [LoggerMessage(4101, LogLevel.Warning, "The changes of {Place} did not reach its parent ({Failures} failures in a row).")]
    private partial void LogFailed(Exception error, PlaceId place, int failures);

    [LoggerMessage(4102, LogLevel.Warning, "The parent of {Place} did not have all of it; everything is sent again.")]
    private partial void LogDifference(PlaceId place);
}
