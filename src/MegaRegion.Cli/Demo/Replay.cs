using Grpc.Core;
using MegaRegion.DataSet.Replay;

namespace MegaRegion.Cli.Demo;

/// <summary>Replays the data set as the reports of many hubs over one channel.</summary>
internal sealed class Replay : IAsyncDisposable
{
    private readonly ReplayPlan _plan;
    private readonly DemoCounters _counters;
    private readonly List<ReplayFeed> _feeds;

    /// <summary>Connects every producer of the plan.</summary>
    public Replay(ReplayPlan plan, ChannelBase channel, DemoCounters counters)
    {
        _plan = plan;
        _counters = counters;
        _feeds = [.. plan.Producers.Select(producer => new ReplayFeed(producer, channel, counters))];
    }

    /// <summary>How many hubs report.</summary>
    public int ProducerCount => _feeds.Count;

    /// <summary>Asks the ledger of every hub where to go on.</summary>
    /// <returns>The first hour that some hub has not reported; the end of the year when all have.</returns>
    public async Task<int> OpenAsync(CancellationToken cancellationToken)
    {
        var hours = await Task.WhenAll(_feeds.Select(feed => feed.OpenAsync(cancellationToken)));
        return hours.Min() ?? _plan.HourCount;
    }

    /// <summary>Reports hour by hour until the year ends.</summary>
    public Task RunAsync(ReplayClock clock, CancellationToken cancellationToken)
    {
        var workers = Math.Min(Environment.ProcessorCount, _feeds.Count);
        return Task.WhenAll(Enumerable.Range(0, workers).Select(worker =>
            Task.Run(() => RunShareAsync(clock, worker, workers, cancellationToken), cancellationToken)));
    }

    /// <summary>Waits for all acknowledgements and closes the streams.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_feeds.Select(feed => feed.DisposeAsync().AsTask()));

    private async Task RunShareAsync(ReplayClock clock, int share, int shares, CancellationToken cancellationToken)
    {
        for (var hour = clock.FirstHour; hour < _plan.HourCount; hour++)
        {
            await clock.WaitForAsync(hour, cancellationToken);
            for (var i = share; i < _feeds.Count; i += shares)
            {
                await _feeds[i].ReportUpToAsync(hour, cancellationToken);
            }

            _counters.Reached(hour);
        }
    }
}
