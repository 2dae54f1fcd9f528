using Grpc.Core;
using MegaRegion.Client.Errors;

namespace MegaRegion.Client.Watching;

/// <summary>Reads a watch and, when it is cut, waits as long as is good before the next try.</summary>
internal sealed class WatchReader(FlowWatcherOptions options, TimeProvider time, Random random)
{
    private readonly Backoff _backoff = new(options.FirstPause, options.LongestPause, random);

    /// <summary>True with the next response; false, after a pause, when the watch was cut.</summary>
    /// <exception cref="RpcException">The server refused the watch.</exception>
    public async Task<bool> TryMoveNextAsync<T>(IAsyncStreamReader<T> responses, CancellationToken cancellationToken)
    {
        RpcException cut;
        try
        {
            if (await responses.MoveNext(cancellationToken))
            {
                _backoff.Reset();
                return true;
            }

            cut = new RpcException(new Status(StatusCode.Unavailable, "The server ended the watch."));
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ErrorDetails.IsTransient(exception))
                throw;

            cut = exception;
        }

        var pause = _backoff.Next(ErrorDetails.RetryAfter(cut));
        options.OnInterrupted?.Invoke(cut, pause);
        await Task.Delay(pause, time, cancellationToken);
        return false;
    }
}
