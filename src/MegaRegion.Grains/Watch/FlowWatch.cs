using System.Runtime.CompilerServices;
using MegaRegion.Domain.Ledger;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Telemetry;
using Microsoft.Extensions.Options;

namespace MegaRegion.Grains.Watch;

/// <inheritdoc cref="IFlowWatch"/>
/// <remarks>
/// A watcher owns no queue: it is a position in the change log that all watchers of its level share, and a page. When it
/// falls so far behind that the log has forgotten changes it has not seen, it gets the picture anew. A token is such a
/// position, so a resume that the log still reaches goes on exactly there.
/// </remarks>
internal sealed class FlowWatch(
    LevelFeeds feeds,
    IPlaceCatalog catalog,
    GrainsInstruments instruments,
    IOptions<GrainsOptions> options,
    TimeProvider time) : IFlowWatch
{
    /// <inheritdoc/>
    public IAsyncEnumerable<WatchUpdate> WatchAsync(
        WatchQuery query, string? resumeToken, CancellationToken cancellationToken)
    {
        WatchToken? token = string.IsNullOrEmpty(resumeToken) ? null : WatchToken.Parse(resumeToken);
        return FollowAsync(query, token, cancellationToken);
    }

    private async IAsyncEnumerable<WatchUpdate> FollowAsync(
        WatchQuery query, WatchToken? resume, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = feeds.Join(query.Level, query.WindowSize);
        using var counted = new Counted(instruments);
        await subscription.Feed.Complete.WaitAsync(cancellationToken);
        var picture = subscription.Feed.Picture;
        var key = WatchToken.KeyOf(query);
        var position = StartOf(resume, picture, key);
        var isResync = position is null && resume is not null;
        while (true)
        {
            if (position is not { } seen)
            {
                if (isResync)
                {
                    yield return Update(WatchUpdateKind.Resync, [], new(picture.Epoch, key, WatchToken.InPicture), TimeSpan.Zero);
                }

                seen = picture.Version;
                foreach (var update in PictureOf(query, picture, new(picture.Epoch, key, seen)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return update;
                }
            }

            await picture.WaitBeyondAsync(seen, cancellationToken);
            var changes = picture.ReadChanges(seen);
            (position, isResync) = (changes?.Version, changes is null);
            if (changes is not null)
            {
                foreach (var update in UpdatesOf(query, changes, new(picture.Epoch, key, seen)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return update;
                }
            }
        }
    }

    // The version to go on from, or null for a new picture.
    private static long? StartOf(WatchToken? resume, LevelPicture picture, string key) =>
        resume is { Version: not WatchToken.InPicture } token
        && string.Equals(token.Epoch, picture.Epoch, StringComparison.Ordinal)
        && string.Equals(token.Query, key, StringComparison.Ordinal)
        && picture.ReadChanges(token.Version) is not null
            ? token.Version
            : null;

    // The picture is read part by part while changes go on, so that a watcher never holds more than a page or two. A cell
    // may therefore be newer than the version of the picture; it is then told again, which is harmless, and none is missed.
    private IEnumerable<WatchUpdate> PictureOf(WatchQuery query, LevelPicture picture, WatchToken complete)
    {
        var open = complete with { Version = WatchToken.InPicture };
        var page = new List<Cell>();
        foreach (var cell in CellsOf(query, picture))
        {
            if (page.Count == options.Value.WatchPageCells)
            {
                yield return Update(WatchUpdateKind.Snapshot, page, open, TimeSpan.Zero);
                page = [];
            }

            page.Add(cell);
        }

        yield return Update(WatchUpdateKind.Live, page, complete, TimeSpan.Zero);
    }

    private IEnumerable<Cell> CellsOf(WatchQuery query, LevelPicture picture)
    {
        foreach (var window in picture.Windows().Where(window => window.StartUnixMilliseconds >= query.FromUnixMilliseconds))
        {
            var parts = 1 + (picture.CountOf(window) / options.Value.WatchPageCells);
            for (var part = 0; part < parts; part++)
            {
                foreach (var cell in picture.Read(window, part, parts, catalog.Current))
                {
                    if (query.Layers.Contains(cell.Pair.Layer))
                    {
                        yield return cell;
                    }
                }
            }
        }
    }

    private IEnumerable<WatchUpdate> UpdatesOf(WatchQuery query, LevelChanges changes, WatchToken before)
    {
        var after = before with { Version = changes.Version };
        var lag = changes.OldestChange is { } oldest ? AgeOf(oldest.UnixMilliseconds) : TimeSpan.Zero;
        var cells = changes.Cells
            .Where(cell => query.Layers.Contains(cell.Pair.Layer)
                && cell.Window.StartUnixMilliseconds >= query.FromUnixMilliseconds)
            .ToList();
        for (var start = 0; start < cells.Count; start += options.Value.WatchPageCells)
        {
            var count = Math.Min(options.Value.WatchPageCells, cells.Count - start);
            var isLast = start + count == cells.Count;
            instruments.Watched(lag);
            yield return Update(WatchUpdateKind.Live, cells.GetRange(start, count), isLast ? after : before, lag);
        }
    }

    private TimeSpan AgeOf(long unixMilliseconds)
    {
        var age = TimeSpan.FromMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds() - unixMilliseconds);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    private static WatchUpdate Update(WatchUpdateKind kind, IReadOnlyList<Cell> cells, WatchToken token, TimeSpan lag) =>
        new(kind, cells, token.ToString(), lag);

    /// <summary>A watcher in the count of watchers.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly GrainsInstruments _instruments;

        public Counted(GrainsInstruments instruments)
        {
            _instruments = instruments;
            instruments.Watchers(1);
        }

        public void Dispose() => _instruments.Watchers(-1);
    }
}
