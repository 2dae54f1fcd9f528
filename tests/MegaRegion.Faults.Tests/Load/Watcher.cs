using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// A client that watches and does not come back after a cut. It can be slowed down: then it reads one response in a period,
/// until it is let go.
/// </summary>
internal sealed class Watcher : IDisposable
{
    private readonly AsyncServerStreamingCall<WatchFlowsResponse> _call;
    private readonly SemaphoreSlim _permits = new(0);
    private volatile PeriodicTimer? _pace;

    /// <summary>Starts to watch.</summary>
    public Watcher(ChannelBase channel)
    {
        _call = new FlowService.FlowServiceClient(channel).WatchFlows(WatchedPicture.Request);
        _ = ReadAsync();
    }

    /// <summary>What it was told.</summary>
    public WatchedPicture Picture { get; } = new();

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
                Picture.Take(_call.ResponseStream.Current);
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
}
