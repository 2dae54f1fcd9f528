using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>Watchers that keep up, and how stale their pictures are: from the acknowledgement of a burst to its arrival.</summary>
internal sealed class WatcherCrowd(ChannelBase channel, CellBurst burst, int touchesOfBurst) : IDisposable
{
    private readonly List<Watcher> _watchers = [];
    private readonly ConcurrentQueue<TimeSpan> _staleness = [];

    /// <summary>The sum of all quantities reported so far.</summary>
    public long Total { get; private set; }

    public IReadOnlyList<Watcher> Watchers => _watchers;

    /// <summary>Lets the crowd grow to a size, and waits until all have the picture.</summary>
    public Task GrowToAsync(int size)
    {
        _watchers.AddRange(Enumerable.Range(_watchers.Count, size - _watchers.Count).Select(_ => new Watcher(channel)));
        return Task.WhenAll(_watchers.Select(watcher => watcher.Picture.HasTotalAsync(Total)));
    }

    /// <summary>Reports so many bursts, each when all have seen the one before, and on until the condition holds.</summary>
    public async Task FollowAsync(int bursts, Func<Task<bool>>? until = null)
    {
        const int MaxBursts = 100;
        var isDone = false;
        for (var count = 0; count < bursts || !isDone; count++)
        {
            count.ShouldBeLessThan(MaxBursts, "what the watchers wait for does not come");
            await FollowOneAsync();
            isDone = until is null || await until();
        }
    }

    /// <summary>The 99th percentile of the staleness since the last call, in milliseconds.</summary>
    public double TakePercentile99Milliseconds()
    {
        var sorted = _staleness.Order().ToList();
        _staleness.Clear();
        return sorted[(int)(sorted.Count * 0.99)].TotalMilliseconds;
    }

    public void Dispose() => _watchers.ForEach(watcher => watcher.Dispose());

    private async Task FollowOneAsync()
    {
        Total = await burst.AddAsync(touchesOfBurst);
        var acknowledged = Stopwatch.GetTimestamp();
        await Task.WhenAll(_watchers.Select(async watcher =>
        {
            await watcher.Picture.HasTotalAsync(Total);
            _staleness.Enqueue(Stopwatch.GetElapsedTime(acknowledged));
        }));
    }
}
