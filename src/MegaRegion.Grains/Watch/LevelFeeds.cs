using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace MegaRegion.Grains.Watch;

/// <summary>
/// The feeds of this process, one for each level and window size that somebody watches, however many watch it.
/// Thread-safe.
/// </summary>
internal sealed class LevelFeeds(
    IGrainFactory grains,
    IPlaceCatalog catalog,
    IOptions<GrainsOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<LevelFeed> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Level Level, WindowSize Size), LevelFeed> _feeds = [];

    /// <summary>Joins the feed of a level; the caller disposes what it gets when it stops watching.</summary>
    public LevelFeed.Subscription Join(Level level, WindowSize size)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue((level, size), out var feed) || feed.TryJoin() is not { } subscription)
            {
                feed = new LevelFeed(level, size, grains, catalog, options.Value, time, logger, lifetime.ApplicationStopping);
                _feeds[(level, size)] = feed;
                subscription = feed.TryJoin()!;
            }

            return subscription;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<LevelFeed> feeds;
        lock (_gate)
        {
            feeds = [.. _feeds.Values];
            _feeds.Clear();
        }

        foreach (var feed in feeds)
        {
            await feed.DisposeAsync();
        }
    }
}
