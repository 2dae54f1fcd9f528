using System.Runtime.CompilerServices;
using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Client.Watching;

/// <summary>Follows the alerts of a server, and starts anew with all of them after a cut. The newest of a rule wins.</summary>
public sealed class AlertWatcher
{
    private readonly AlertService.AlertServiceClient _service;
    private readonly FlowWatcherOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;

    /// <summary>A watcher of a server.</summary>
    /// <param name="channel">The server; the caller owns it.</param>
    /// <param name="options">How it goes on after a cut; null for the defaults.</param>
    /// <param name="time">Null for the system's.</param>
    /// <param name="random">Shortens pauses; null for one that the process id seeds.</param>
    public AlertWatcher(
        ChannelBase channel, FlowWatcherOptions? options = null, TimeProvider? time = null, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _service = new AlertService.AlertServiceClient(channel);
        _options = options ?? new FlowWatcherOptions();
        _time = time ?? TimeProvider.System;
        _random = random ?? new Random(Environment.ProcessId);
    }

    /// <summary>
    /// Every alert, then the changes, until cancelled. A response that is a snapshot tells to forget what was received.
    /// </summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="RpcException">The server refused the watch.</exception>
    public async IAsyncEnumerable<WatchAlertsResponse> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = new WatchReader(_options, _time, _random);
        while (true)
        {
            using var call = _service.WatchAlerts(new WatchAlertsRequest(), cancellationToken: cancellationToken);
            while (await reader.TryMoveNextAsync(call.ResponseStream, cancellationToken))
                yield return call.ResponseStream.Current;
        }
    }
}
