using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Watch;

/// <summary>
/// The cells of a level as this process knows them, merged from the places that hold them, and the changes to them in a
/// log that all watchers of the level share. Thread-safe.
/// </summary>
/// <remarks>
/// A picture is a roll-up ledger of its own: what it is told is cumulative, so hearing a cell twice, or everything anew
/// after a place was moved, changes nothing and misses nothing.
/// </remarks>
internal sealed class LevelPicture
{
    private readonly Lock _gate = new();
    private readonly Level _level;
    private readonly WindowSize _size;
    private readonly RollUpLedger _ledger;
    private readonly ChangeLog _log;
    private TaskCompletionSource _changed = NewSignal();

    public LevelPicture(Level level, WindowSize size, CubeRetention retention, int maxBacklog)
    {
        (_level, _size) = (level, size);
        _ledger = new RollUpLedger(level, retention);
        _log = new ChangeLog(maxBacklog);
    }

    /// <summary>Names the picture: versions of another epoch mean nothing here.</summary>
    public string Epoch { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The number of the newest change.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
            {
                return _log.Version;
            }
        }
    }

    /// <summary>Merges what a place has told.</summary>
    public void Merge(ChangesReply reply, PlaceDirectory directory)
    {
        lock (_gate)
        {
            EventTime? changedAt = null;
            foreach (var child in reply.Children)
            {
                changedAt = Older(changedAt, TimeOf(child.ChangedAtUnixMilliseconds));
                _ledger.Merge(
                    directory,
                    new PlaceNumber(child.ChildNumber),
                    TimeOf(reply.NewestUnixMilliseconds),
                    child.Cells.Select(block => block.ToCells()),
                    changedAt: null);
            }

            LogChanges(directory, changedAt);
        }
    }

    /// <summary>Completes when the version goes beyond <paramref name="version"/>.</summary>
    public async Task WaitBeyondAsync(long version, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_log.Version > version)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The windows that hold cells now, in time order.</summary>
    public IReadOnlyList<Window> Windows()
    {
        lock (_gate)
        {
            return _ledger.Own.WindowsOf(_size);
        }
    }

    /// <summary>How many cells a window has.</summary>
    public int CountOf(Window window)
    {
        lock (_gate)
        {
            return _ledger.Own.CountOf(window);
        }
    }

    /// <summary>One of <paramref name="parts"/> parts of a window's cells, of those whose ends are both of the level.</summary>
    public IReadOnlyList<Cell> Read(Window window, int part, int parts, PlaceDirectory directory)
    {
        lock (_gate)
        {
            var cells = _ledger.Own.Read(window, part, parts);
            return [.. Enumerable.Range(0, cells.Count).Select(i => cells[i]).Where(cell => IsOfLevel(cell.Pair, directory))];
        }
    }

    /// <summary>The cells that changed after a version, with their values of now; null when some are forgotten.</summary>
    public LevelChanges? ReadChanges(long afterVersion)
    {
        lock (_gate)
        {
            if (!_log.Reaches(afterVersion))
            {
                return null;
            }

            var cells = new HashSet<(Window Window, PairKey Pair)>();
            EventTime? oldest = null;
            for (var version = afterVersion + 1; version <= _log.Version; version++)
            {
                var change = _log[version];
                cells.Add((change.Window, change.Pair));
                oldest = Older(oldest, change.ChangedAt);
            }

            return new LevelChanges(
                [.. cells.Select(cell => new Cell(cell.Window, cell.Pair, _ledger.Own[cell.Window, cell.Pair]))
                    .Where(cell => cell.Quantity > 0)],
                _log.Version,
                oldest);
        }
    }

    private void LogChanges(PlaceDirectory directory, EventTime? changedAt)
    {
        var before = _log.Version;
        foreach (var cells in _ledger.Own.TakeChanges())
        {
            for (var i = 0; i < cells.Count; i++)
            {
                var cell = cells[i];
                if (IsOfLevel(cell.Pair, directory))
                {
                    _log.Add(new ChangedCell(default, cell.Window, cell.Pair, changedAt));
                }
            }
        }

        if (_log.Version > before)
        {
            _changed.SetResult();
            _changed = NewSignal();
        }
    }

    private bool IsOfLevel(PairKey pair, PlaceDirectory directory) =>
        directory.LevelOf(pair.Origin) == _level && directory.LevelOf(pair.Destination) == _level;

    private static EventTime? Older(EventTime? one, EventTime? other) =>
        one is null ? other : other is null || one.Value.UnixMilliseconds <= other.Value.UnixMilliseconds ? one : other;

    private static EventTime? TimeOf(long? unixMilliseconds) => unixMilliseconds is { } time ? new EventTime(time) : null;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
