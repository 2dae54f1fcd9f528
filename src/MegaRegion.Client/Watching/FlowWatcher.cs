using System.Runtime.CompilerServices;
using Grpc.Core;
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
        var reader = new WatchReader(_options, _time, _random);
        while (true)
        {
            using var call = _service.WatchFlows(next, cancellationToken: cancellationToken);
            while (await reader.TryMoveNextAsync(call.ResponseStream, cancellationToken))
            {
                var response = call.ResponseStream.Current;
                next.ResumeToken = response.ResumeToken;
                yield return response;
            }
        }
    }
}
