using System.Collections.Concurrent;
using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// A client that watches the days of all cities and keeps the picture it was told. It can be held: then it reads nothing
/// until it is let go.
/// </summary>
internal sealed class Watcher : IDisposable
{
    private readonly AsyncServerStreamingCall<WatchFlowsResponse> _call;
    private readonly Dictionary<(string Origin, string Destination, Layer Layer, long Window), long> _picture = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private TaskCompletionSource _go = new();

    public Watcher(ChannelBase channel)
    {
        _go.SetResult();
        _call = new FlowService.FlowServiceClient(channel).WatchFlows(
            new WatchFlowsRequest { Level = Level.City, WindowSize = WindowSize.Day });
        _ = ReadAsync();
    }

    /// <summary>Ages of the changes when they were sent, in milliseconds.</summary>
    public ConcurrentQueue<long> LagMilliseconds { get; } = [];

    /// <summary>How often the picture began anew.</summary>
    public int Resyncs { get; private set; }

    /// <summary>Reads nothing from the next response on.</summary>
    public void Hold() => _go = NewSignal();

    /// <summary>Reads on.</summary>
    public void LetGo() => _go.TrySetResult();

    /// <summary>Completes when the picture has so many cells.</summary>
    public Task HasCellsAsync(int count) => UntilAsync(() => _picture.Count >= count);

    /// <summary>Completes when the picture is exactly this one: nothing missing, nothing too much.</summary>
    public Task IsAsync(IReadOnlyCollection<FlowCell> cells) => UntilAsync(
        () => _picture.Count == cells.Count && cells.All(cell => _picture.GetValueOrDefault(KeyOf(cell)) == cell.Quantity));

    public void Dispose() => _call.Dispose();

    private async Task ReadAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None))
            {
                Take(_call.ResponseStream.Current);
                await _go.Task;
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
                Resyncs++;
            }

            foreach (var cell in response.Cells)
            {
                _picture[KeyOf(cell)] = cell.Quantity;
            }

            if (response is { State: WatchState.Live, Cells.Count: > 0 })
            {
                LagMilliseconds.Enqueue(response.LagMs);
            }

            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
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
