using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// A client that watches the days of all cities and keeps the picture it was told. It can be slowed down: then it reads
/// one response in a period, until it is let go.
/// </summary>
internal sealed class Watcher : IDisposable
{
    private readonly AsyncServerStreamingCall<WatchFlowsResponse> _call;
    private readonly Dictionary<(string Origin, string Destination, Layer Layer, long Window), long> _picture = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _permits = new(0);
    private volatile PeriodicTimer? _pace;
    private TaskCompletionSource _changed = NewSignal();
    private long _total;

    /// <summary>Starts to watch.</summary>
    public Watcher(ChannelBase channel)
    {
        _call = new FlowService.FlowServiceClient(channel).WatchFlows(
            new WatchFlowsRequest { Level = Level.City, WindowSize = WindowSize.Day });
        _ = ReadAsync();
    }

    /// <summary>How often the picture began anew.</summary>
    public int Resyncs { get; private set; }

    /// <summary>
    /// Reads no more than one response in a period from now on, and no more than were permitted: on a slow machine the
    /// period alone would not make a watcher slower than the others.
    /// </summary>
    public void SlowDown(TimeSpan period) => _pace = new PeriodicTimer(period);

    /// <summary>Permits one more response.</summary>
    public void Permit() => _permits.Release();

    /// <summary>Reads without pauses from now on.</summary>
    public void LetGo()
    {
        var pace = _pace;
        _pace = null;
        pace?.Dispose();
        _permits.Release();
    }

    /// <summary>Completes when the quantities in the picture sum up to this.</summary>
    public Task HasTotalAsync(long total) => UntilAsync(() => _total == total);

    /// <summary>Completes when the picture is exactly this one: nothing missing, nothing too much.</summary>
    public Task IsAsync(IReadOnlyCollection<FlowCell> cells) => UntilAsync(
        () => _picture.Count == cells.Count && cells.All(cell => _picture.GetValueOrDefault(KeyOf(cell)) == cell.Quantity));

    public void Dispose()
    {
        LetGo();
        _call.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None))
            {
                Take(_call.ResponseStream.Current);
                if (_pace is { } pace && await pace.WaitForNextTickAsync(CancellationToken.None))
                {
                    await _permits.WaitAsync(CancellationToken.None);
                }
            }
        }
        catch (RpcException)
        {
            // The watch ended with the test, or with the server.
        }
    }

    private void Take(WatchFlowsResponse response)
    {
        lock (_gate)
        {
            if (response.State == WatchState.Resync)
            {
                _picture.Clear();
                _total = 0;
                Resyncs++;
            }

            foreach (var cell in response.Cells)
            {
                _total += cell.Quantity - _picture.GetValueOrDefault(KeyOf(cell));
                _picture[KeyOf(cell)] = cell.Quantity;
            }

            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

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
