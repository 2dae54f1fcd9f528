using Grpc.Core;

namespace MegaRegion.Client.Watching;

/// <summary>How a <see cref="FlowWatcher"/> or an <see cref="AlertWatcher"/> goes on after a cut.</summary>
public sealed record FlowWatcherOptions
{
    /// <summary>The first pause after a cut. Default 100 ms; each further one doubles.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two tries. Default 10 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Told of each cut and of the pause before the next try; for logs. It must not throw. Default: nobody.</summary>
    public Action<RpcException, TimeSpan>? OnInterrupted { get; init; }
}
