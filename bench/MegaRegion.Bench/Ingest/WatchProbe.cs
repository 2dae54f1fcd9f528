using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Client.Reporting;
using MegaRegion.V1;

namespace MegaRegion.Bench.Ingest;

/// <summary>
/// How old the region cells are that many watchers see. One hub reports a flow of quantity 1 now and then, between two
/// regions that no other load connects, so the value of that cell tells which of its reports have arrived. The staleness
/// of a report at a watcher is the time from its acknowledgement to the arrival of a value that has it.
/// </summary>
internal sealed class WatchProbe : IAsyncDisposable
{
    private const int Channels = 4;
    private const string Producer = "probe";
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _over = new();
    private readonly GrpcChannel[] _channels;
    private readonly ConcurrentDictionary<long, long> _acknowledged = new();
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly List<Task> _running = [];
    private readonly List<Task> _pictures = [];
    private volatile bool _isMeasuring;

    private WatchProbe(Uri address) =>
        _channels = [.. Enumerable.Range(0, Channels).Select(_ => GrpcChannel.ForAddress(address))];

    /// <summary>Registers the probe's hub, starts the watchers and waits until each has the picture.</summary>
    public static async Task<WatchProbe> StartAsync(
        IngestServer server, int watchers, string city, string farRegion, CancellationToken cancellationToken)
    {
        var probe = new WatchProbe(server.Address);
        await IngestBench.RegisterAsync(
            new CatalogService.CatalogServiceClient(probe._channels[0]), ProbeHub, city, cancellationToken);
        for (var number = 0; number < watchers; number++)
        {
            var picture = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            probe._pictures.Add(picture.Task);
            probe._running.Add(probe.WatchAsync(probe._channels[number % Channels], farRegion, picture));
        }

        await Task.WhenAll(probe._pictures).WaitAsync(cancellationToken);
        probe._running.Add(probe.ReportAsync(farRegion));
        return probe;
    }

    /// <summary>Counts what arrives while a load runs, from the middle of its warm-up on.</summary>
    public async Task<IReadOnlyList<double>> MeasureAsync(Task load, TimeSpan warmUp, CancellationToken cancellationToken)
    {
        await Task.WhenAny(load, Task.Delay(warmUp, cancellationToken));
        _milliseconds.Clear();
        _isMeasuring = true;
        await load;
        _isMeasuring = false;
        return [.. _milliseconds.Order()];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_running);
        Array.ForEach(_channels, channel => channel.Dispose());
        _over.Dispose();
    }

    private static string ProbeHub => "hub:bench-probe";

    private async Task ReportAsync(string farRegion)
    {
        try
        {
            await using var client = new HubClient(_channels[0], new HubClientOptions { Hub = ProbeHub, Producer = Producer });
            using var timer = new PeriodicTimer(Period);
            for (long value = 1; await timer.WaitForNextTickAsync(_over.Token); value++)
            {
                var posted = await client.PostAsync(
                    [
                        new Flow
                        {
                            Origin = ProbeHub,
                            Destination = farRegion,
                            Layer = Layer.Information,
                            Quantity = 1,
                            EventTimeMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
                        },
                    ],
                    _over.Token);
                await posted.Durable.WaitAsync(_over.Token);
                _acknowledged[value] = Stopwatch.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    private async Task WatchAsync(GrpcChannel channel, string farRegion, TaskCompletionSource picture)
    {
        try
        {
            using var call = new FlowService.FlowServiceClient(channel).WatchFlows(
                new WatchFlowsRequest { Level = Level.Region, Layers = { Layer.Information } }, cancellationToken: _over.Token);
            var days = new Dictionary<long, long>();
            for (var seen = 0L; await call.ResponseStream.MoveNext(_over.Token);)
            {
                var response = call.ResponseStream.Current;
                foreach (var cell in response.Cells.Where(cell => string.Equals(cell.Destination, farRegion, StringComparison.Ordinal)))
                {
                    days[cell.WindowStartMs] = cell.Quantity;
                }

                seen = Arrived(seen, days.Values.Sum());
                if (response.State == WatchState.Live)
                {
                    picture.TrySetResult();
                }
            }
        }
        catch (Exception error) when (_over.IsCancellationRequested && error is OperationCanceledException or RpcException)
        {
            // The measurement is over.
        }
        catch (RpcException error)
        {
            picture.TrySetException(error);
            throw;
        }
    }

    // A value that arrives before its acknowledgement is not stale at all.
    private long Arrived(long seen, long value)
    {
        var now = Stopwatch.GetTimestamp();
        for (var report = seen + 1; report <= value && _isMeasuring; report++)
        {
            _milliseconds.Add(_acknowledged.TryGetValue(report, out var at) ? Stopwatch.GetElapsedTime(at, now).TotalMilliseconds : 0);
        }

        return Math.Max(seen, value);
    }
}
