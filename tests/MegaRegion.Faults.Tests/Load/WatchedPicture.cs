using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>What a watcher has been told, cell by cell. Thread-safe.</summary>
internal sealed class WatchedPicture
{
    /// <summary>The days of all cities.</summary>
    public static readonly WatchFlowsRequest Request = new() { Level = Level.City, WindowSize = WindowSize.Day };

    private readonly Dictionary<(string Origin, string Destination, Layer Layer, long Window), long> _cells = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private long _total;

    /// <summary>How often the picture began anew.</summary>
    public int Resyncs { get; private set; }

    /// <summary>Takes a response in.</summary>
    public void Take(WatchFlowsResponse response)
    {
        lock (_gate)
        {
            if (response.State == WatchState.Resync)
            {
                _cells.Clear();
                _total = 0;
                Resyncs++;
            }

            foreach (var cell in response.Cells)
            {
                _total += cell.Quantity - _cells.GetValueOrDefault(KeyOf(cell));
                _cells[KeyOf(cell)] = cell.Quantity;
            }

            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

    /// <summary>Completes when the quantities sum up to this.</summary>
    public Task HasTotalAsync(long total) => UntilAsync(() => _total == total);

    /// <summary>Completes when the quantities sum up to this or more.</summary>
    public Task HasAtLeastAsync(long total) => UntilAsync(() => _total >= total);

    /// <summary>Completes when the picture is exactly this one: nothing missing, nothing too much.</summary>
    public Task IsAsync(IReadOnlyCollection<FlowCell> cells) => UntilAsync(
        () => _cells.Count == cells.Count && cells.All(cell => _cells.GetValueOrDefault(KeyOf(cell)) == cell.Quantity));

    private async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (condition())
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(limit.Token);
        }
    }

    private static (string Origin, string Destination, Layer Layer, long Window) KeyOf(FlowCell cell) =>
        (cell.Origin, cell.Destination, cell.Layer, cell.WindowStartMs);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
