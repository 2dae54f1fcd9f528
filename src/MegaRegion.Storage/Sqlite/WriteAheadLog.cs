using SQLitePCL;

namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// Keeps the write-ahead log short while commits go on. Belongs to the writer thread, except <see cref="Observe"/>.
/// </summary>
/// <remarks>
/// <para>A <see cref="Checkpointer"/> moves the log into the database file beside the commits, each time it has grown by
/// <see cref="SqliteStoreOptions.CheckpointBytes"/>. But SQLite starts the log file anew only when a commit finds all of
/// it moved, and under a steady load there is always a group that came after: beside the commits alone the file would
/// grow for ever. So from <see cref="SqliteStoreOptions.CheckpointBytes"/> on the writer itself moves what is left, right
/// after the other has moved nearly all: a pause of a few pages and not of the whole log. At twice as much it does so in
/// any case, and waits for the other before.</para>
/// <para><b>How often.</b> However few pages are left, the pause holds fsyncs: of the log, of the database file, and of
/// the new log's head. On a disk that takes long for one, a log that begins anew every few MiB makes one acknowledgement
/// in ten late. There the log therefore grows on until the pauses are less than <see cref="PauseShare"/> of the time,
/// and to <see cref="SqliteStoreOptions.MaxLogBytes"/> at most, which the disk must have free: then commits wait, which also
/// slows them down on a disk that is slower than the load. How long an fsync takes is known from the fastest of the last commits.</para>
/// <para>A group may go beyond the limits. Only a reader that stays on an old state can hold the log longer, and the
/// store's readers go page by page.</para>
/// </remarks>
internal sealed class WriteAheadLog : IDisposable
{
    // Of the log and of the database file when all is moved, and of the log's head when it begins anew.
    private const int FsyncsOfPause = 3;

    // Two in a thousand calls meet a pause, as a pause and the commit behind it are twice as long: far from the percentile.
    private const double PauseShare = 1.0 / 400;

    // What the fastest commit counts for grows by so much with each that is slower: after some ten it is forgotten.
    private const double Forgetting = 1.5;

    // Not worth avoiding: a longer log costs more.
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(10);

    private readonly SqliteSession _session;
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<CheckpointOutcome> _done;
    private readonly Checkpointer _checkpointer;
    private readonly DriveInfo _disk;
    private readonly long _pageBytes;
    private long _bytes;
    private long _movedBytes;
    private long _finishFrom;
    private long _began;
    private TimeSpan? _fastestCommit;
    private CheckpointOutcome? _observed;

    /// <summary>Watches the log of the writing connection.</summary>
    /// <param name="session">The writing connection.</param>
    /// <param name="options">The limits.</param>
    /// <param name="done">Told of each checkpoint, on the thread that made it.</param>
    /// <param name="time">The clock.</param>
    public WriteAheadLog(SqliteSession session, SqliteStoreOptions options, Action<CheckpointOutcome> done, TimeProvider time)
    {
        (_session, _options, _done, _time) = (session, options, done, time);
        _pageBytes = session.QueryInteger("PRAGMA page_size")!.Value;
        _disk = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
        _began = time.GetTimestamp();
        _checkpointer = new Checkpointer(SqliteSession.OpenCheckpointer(options), Observe, time);
    }

    /// <summary>Sees to the log after a commit.</summary>
    /// <param name="took">How long the commit took, with its fsync.</param>
    public void Committed(TimeSpan took)
    {
        var forgotten = Forgetting * _fastestCommit;
        _fastestCommit = forgotten < took ? forgotten : took;
        raw.sqlite3_db_status(_session.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        _bytes += pages * _pageBytes;
        if (Interlocked.Exchange(ref _observed, null) is { } outcome)
        {
            Take(outcome);
        }

        var left = _bytes - _movedBytes;
        if (IsDue(left))
        {
            _checkpointer.WaitUntilIdle();
            Finish();
        }
        else if (left >= _options.CheckpointBytes)
        {
            _checkpointer.Start();
        }
    }

    /// <summary>Leaves the log as it is when the connection closes, since the disk cannot be trusted.</summary>
    public void KeepOnClose() =>
        raw.sqlite3_db_config(_session.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);

    /// <inheritdoc/>
    public void Dispose() => _checkpointer.Dispose();

    private bool IsDue(long left)
    {
        if (_bytes < _options.CheckpointBytes || _bytes < _finishFrom)
        {
            return false;
        }

        var isCheap = left < _options.CheckpointBytes / 2 && _checkpointer.IsIdle;
        return _bytes >= _options.MaxLogBytes || ((isCheap || _bytes >= 2 * _options.CheckpointBytes) && (IsRareEnough() || IsRoomScarce()));
    }

    private bool IsRareEnough()
    {
        var pause = FsyncsOfPause * _fastestCommit;
        return pause <= ShortPause || pause <= PauseShare * _time.GetElapsedTime(_began);
    }

    // A full disk has no room to move the log to, so a long one must not be what fills it.
    private bool IsRoomScarce() => _disk.AvailableFreeSpace < _options.MaxLogBytes;

    // No commit is under way, so all of the log can be moved, unless a reader holds it back or the disk is full: then it
    // is tried again after some growth.
    private void Finish()
    {
        var outcome = Checkpointer.Make(_session, _time);
        _done(outcome);
        _observed = null;
        _began = _time.GetTimestamp();
        if (outcome.Error is null && outcome.Frames == outcome.Moved)
        {
            (_bytes, _movedBytes, _finishFrom) = (0, 0, 0);
        }
        else
        {
            Take(outcome);
            _finishFrom = _bytes + _options.CheckpointBytes;
        }
    }

    private void Observe(CheckpointOutcome outcome)
    {
        Volatile.Write(ref _observed, outcome);
        _done(outcome);
    }

    // SQLite tells how long the log really is. What could not be moved counts as moved, to be tried again after as much
    // growth as for any checkpoint.
    private void Take(CheckpointOutcome outcome)
    {
        _bytes = Math.Max(_bytes, outcome.Frames * _pageBytes);
        var isMoving = outcome.Error is null && outcome.Moved * _pageBytes > _movedBytes;
        _movedBytes = isMoving ? Math.Min(_bytes, outcome.Moved * _pageBytes) : _bytes;
    }
}
