using System.Runtime.CompilerServices;
using Grpc.Core;
using MegaRegion.Client.Errors;
using MegaRegion.V1;

namespace MegaRegion.Client.Watching;

/// <summary>
/// Follows the totals of a level, and goes on without a gap after a cut. Values are cumulative: the newest of a cell
/// wins, and a cell that is told twice is harmless.
/// </summary>
public sealed class FlowWatcher
{
    private readonly FlowService.FlowServiceClient _service;
    private readonly FlowWatcherOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;

    /// <summary>A watcher of a server.</summary>
    /// <param name="channel">The server; the caller owns it.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="time">Null for the system's.</param>
    /// <param name="random">Shortens pauses; null for one that the process id seeds.</param>
    public FlowWatcher(
        ChannelBase channel, FlowWatcherOptions? options = null, TimeProvider? time = null, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _service = new FlowService.FlowServiceClient(channel);
        _options = options ?? new FlowWatcherOptions();
        _time = time ?? TimeProvider.System;
        _random = random ?? new Random(Environment.ProcessId);
    }

    /// <summary>
    /// The picture, then the changes, until cancelled. A response in the state RESYNC tells to forget what was received.
    /// </summary>
    /// <param name="request">What to watch; with a resume token to go on from an earlier watch. Not changed.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="RpcException">The server refused the watch.</exception>
    public async IAsyncEnumerable<WatchFlowsResponse> WatchAsync(
        WatchFlowsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var next = request.Clone();
        var backoff = new Backoff(_options.FirstPause, _options.LongestPause, _random);
        while (true)
        {
            using var call = _service.WatchFlows(next, cancellationToken: cancellationToken);
            while (await TryMoveNextAsync(call, backoff, cancellationToken))
            {
                var response = call.ResponseStream.Current;
                next.ResumeToken = response.ResumeToken;
                backoff.Reset();
                yield return response;
            }
        }
    }

    /// <summary>False, after a pause, when the watch was cut.</summary>
    private async Task<bool> TryMoveNextAsync(
        AsyncServerStreamingCall<WatchFlowsResponse> call, Backoff backoff, CancellationToken cancellationToken)
    {
        RpcException cut;
        try
        {
            if (await call.ResponseStream.MoveNext(cancellationToken))
                return true;

            cut = new RpcException(new Status(StatusCode.Unavailable, "The server ended the watch."));
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ErrorDetails.IsTransient(exception))
                throw;

            cut = exception;
        }

        var pause = backoff.Next(ErrorDetails.RetryAfter(cut));
        _options.OnInterrupted?.Invoke(cut, pause);
        await Task.Delay(pause, _time, cancellationToken);
        return false;
    }
}
