using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Calls;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace MegaRegion.Grains.Watch;

/// <summary>
/// Keeps the picture of a level up to date while somebody watches: asks the places that hold the level a few times a
/// second for what has changed. Ends a while after its last watcher left.
/// </summary>
internal sealed partial class LevelFeed : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PlaceNumber, (string Epoch, long Version)> _heard = [];
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Level _level;
    private readonly WindowSize _size;
    private readonly IGrainFactory _grains;
    private readonly IPlaceCatalog _catalog;
    private readonly GrainsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<LevelFeed> _logger;
    private Task? _running;
    private int _watchers;
    private long _lastLeftAt;
    private bool _hasEnded;

    public LevelFeed(
        Level level,
        WindowSize size,
        IGrainFactory grains,
        IPlaceCatalog catalog,
        GrainsOptions options,
        TimeProvider time,
        ILogger<LevelFeed> logger,
        CancellationToken stopping)
    {
        (_level, _size, _grains, _catalog) = (level, size, grains, catalog);
        (_options, _time, _logger) = (options, time, logger);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Picture = new LevelPicture(level, size, options.Retention, options.MaxWatchBacklog);
    }

    /// <summary>The cells of the level.</summary>
    public LevelPicture Picture { get; }

    /// <summary>Completes when the picture holds what every place held when the feed began.</summary>
    public Task Complete => _complete.Task;

    /// <summary>Counts a watcher in; null when the feed has ended.</summary>
    public Subscription? TryJoin()
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return null;
            }

            _watchers++;
            _running ??= Task.Run(RunAsync);
            return new Subscription(this);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null)
        {
            await _running;
        }

        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!EndsNow())
        {
            try
            {
                await PollAsync();
                _complete.TrySetResult();
            }
            catch (Exception error) when (!_stop.IsCancellationRequested)
            {
                // Nothing is lost: what was not heard now is told with the next answer.
                LogFailed(error, _level);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                await Task.Delay(_options.WatchPeriod, _time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool EndsNow()
    {
        lock (_gate)
        {
            _hasEnded = _stop.IsCancellationRequested
                || (_watchers == 0 && _time.GetElapsedTime(_lastLeftAt) >= _options.WatchIdle);
            return _hasEnded;
        }
    }

    private async Task PollAsync()
    {
        IReadOnlyList<PlaceNumber> asked = [.. _catalog.Current.Roots.Select(root => root.Number)];
        while (asked.Count > 0)
        {
            var replies = await BoundedCalls.AllAsync(asked, _options.MaxParallelCalls, AskAsync, _stop.Token);
            foreach (var (place, reply) in asked.Zip(replies))
            {
                var directory = _catalog.Current.Version >= reply.CatalogVersion
                    ? _catalog.Current
                    : await _catalog.RefreshAsync(_stop.Token);
                Picture.Merge(reply, directory);
                _heard[place] = (reply.Epoch, reply.Version);
            }

            asked = [.. replies.SelectMany(reply => reply.AskNumbers).Select(number => new PlaceNumber(number))];
        }
    }

    private Task<ChangesReply> AskAsync(PlaceNumber place)
    {
        var (epoch, version) = _heard.GetValueOrDefault(place, ("", 0));
        return _grains.GetGrain<IRollUpGrain>(_catalog.Current.Find(place)!.Place.Id.Value)
            .GetChangesAsync(new ChangesRequest((byte)_level, (byte)_size, epoch, version));
    }

    private void Leave()
    {
        lock (_gate)
        {
            _watchers--;
            _lastLeftAt = _time.GetTimestamp();
        }
    }

    [LoggerMessage(4301, LogLevel.Warning, "The changes of level {Level} could not be gathered.")]
    private partial void LogFailed(Exception error, Level level);

    /// <summary>A watcher's part in a feed.</summary>
    internal sealed class Subscription(LevelFeed feed) : IDisposable
    {
        private int _left;

        /// <summary>The feed.</summary>
        public LevelFeed Feed { get; } = feed;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Feed.Leave();
            }
        }
    }
}
