using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Moves the write-ahead log into the database file when it has grown. Belongs to the writer thread.</summary>
internal sealed class WriteAheadLog
{
    private readonly SqliteSession _session;
    private readonly long _pageBytes;
    private readonly long _checkpointBytes;
    private long _bytes;

    /// <summary>Watches the log of a connection.</summary>
    public WriteAheadLog(SqliteSession session, long checkpointBytes)
    {
        (_session, _checkpointBytes) = (session, checkpointBytes);
        _pageBytes = session.QueryInteger("PRAGMA page_size")!.Value;
    }

    /// <summary>Makes a checkpoint when the log has grown enough; true when one was made.</summary>
    public bool CheckpointIfDue()
    {
        raw.sqlite3_db_status(_session.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        _bytes += pages * _pageBytes;
        if (_bytes < _checkpointBytes)
        {
            return false;
        }

        // A reader can hold a checkpoint back; then the rest is tried again after half as much growth.
        _bytes = _checkpointBytes / 2;
        var result = raw.sqlite3_wal_checkpoint_v2(
            _session.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out var moved);
        if (result != raw.SQLITE_BUSY)
        {
            SqliteException.ThrowExceptionForRC(result, _session.Handle);
        }

        if (frames == moved)
        {
            _bytes = 0;
        }

        return true;
    }

    /// <summary>Leaves the log as it is when the connection closes, since the disk cannot be trusted.</summary>
    public void KeepOnClose() =>
        raw.sqlite3_db_config(_session.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
}
