using Grpc.Core;
using MegaRegion.Client.Watching;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>A client that watches and goes on after every cut from where it was.</summary>
internal sealed class PatientWatcher : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly FlowWatcher _watcher;
    private readonly Task _running;
    private int _cuts;

    /// <summary>Starts to watch.</summary>
    public PatientWatcher(ChannelBase channel)
    {
        _watcher = new FlowWatcher(channel, new FlowWatcherOptions
        {
            FirstPause = TimeSpan.FromMilliseconds(20),
            LongestPause = TimeSpan.FromMilliseconds(200),
            OnInterrupted = (_, _) => Interlocked.Increment(ref _cuts),
        });
        _running = RunAsync();
    }

    /// <summary>What it was told.</summary>
    public WatchedPicture Picture { get; } = new();

    /// <summary>How often the watch was cut, tries that failed included.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var response in _watcher.WatchAsync(WatchedPicture.Request, _stop.Token))
        {
            Picture.Take(response);
        }
    }
}
