using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database file on a connection and a thread of its own, while commits go on. Its
/// checkpoints are passive: they wait for nobody, and nobody waits for them. Thread-safe.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private readonly SqliteSession _session;
    private readonly Action<CheckpointOutcome> _done;
    private readonly TimeProvider _time;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private bool _isUnderWay;
    private bool _isClosing;

    /// <summary>Starts the thread.</summary>
    /// <param name="session">Its connection; disposed with it.</param>
    /// <param name="done">Told of each checkpoint, on its thread.</param>
    /// <param name="time">The clock.</param>
    public Checkpointer(SqliteSession session, Action<CheckpointOutcome> done, TimeProvider time)
    {
        (_session, _done, _time) = (session, done, time);
        _thread = new Thread(Run) { IsBackground = true, Name = "MegaRegion SQLite checkpoints" };
        _thread.Start();
    }

    /// <summary>Whether no checkpoint is under way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_isUnderWay;
            }
        }
    }

    /// <summary>Starts a checkpoint unless one is under way.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _isUnderWay = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Returns when no checkpoint is under way.</summary>
    public void WaitUntilIdle()
    {
        lock (_gate)
        {
            while (_isUnderWay)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Makes a checkpoint on a connection.</summary>
    public static CheckpointOutcome Make(SqliteSession session, TimeProvider time)
    {
        var started = time.GetTimestamp();
        var result = raw.sqlite3_wal_checkpoint_v2(
            session.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out var moved);
        try
        {
            if (result != raw.SQLITE_BUSY)
            {
                SqliteException.ThrowExceptionForRC(result, session.Handle);
            }

            return new CheckpointOutcome(frames, moved, time.GetElapsedTime(started), Error: null);
        }
        catch (SqliteException error)
        {
            return new CheckpointOutcome(frames, moved, time.GetElapsedTime(started), error);
        }
    }

    /// <summary>Ends the thread after the checkpoint that is under way, and closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosing = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
        _session.Dispose();
    }

    private void Run()
    {
        while (WaitUntilDue())
        {
            _done(Make(_session, _time));
            lock (_gate)
            {
                _isUnderWay = false;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool WaitUntilDue()
    {
        lock (_gate)
        {
            while (!_isUnderWay && !_isClosing)
            {
                Monitor.Wait(_gate);
            }

            return !_isClosing;
        }
    }
}
