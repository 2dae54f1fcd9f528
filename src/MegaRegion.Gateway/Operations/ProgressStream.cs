using System.Threading.Channels;

namespace MegaRegion.Gateway.Operations;

/// <summary>
/// Progress of long work as a stream that shows the newest only: a reader that is slower than the work skips what it
/// missed.
/// </summary>
internal sealed class ProgressStream<T> : IProgress<T>
{
    private readonly Channel<T> _newest = Channel.CreateBounded<T>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <inheritdoc/>
    public void Report(T value) => _newest.Writer.TryWrite(value);

    /// <summary>The values until <paramref name="work"/> has ended.</summary>
    public async IAsyncEnumerable<T> ReadUntilAsync(Task work)
    {
        _ = work.ContinueWith(
            _ => _newest.Writer.TryComplete(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        await foreach (var value in _newest.Reader.ReadAllAsync(CancellationToken.None))
            yield return value;
    }
}
