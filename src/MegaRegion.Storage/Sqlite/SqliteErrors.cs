using MegaRegion.Grains.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MegaRegion.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to the store.</summary>
internal static class SqliteErrors
{
    /// <summary>A row with these unique columns exists.</summary>
    public static bool IsUniqueViolation(this SqliteException error) =>
        error.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_UNIQUE;

    /// <summary>
    /// No space is left on the device. SQLite finds out while it writes the frames before the commit mark, so a rolled
    /// back transaction has surely left nothing.
    /// </summary>
    public static bool IsFull(this SqliteException error) => error.SqliteErrorCode == raw.SQLITE_FULL;

    /// <summary>The file is damaged.</summary>
    public static bool IsCorrupt(this SqliteException error) =>
        error.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>
    /// The state of the file is unknown or cannot be trusted: writing must end. In particular a failed fsync, after
    /// which the kernel may have dropped the pages and a second fsync would succeed without having written them.
    /// </summary>
    public static bool IsFatal(this SqliteException error) =>
        error.IsCorrupt()
        || error.SqliteErrorCode is raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN
        || (error.SqliteErrorCode == raw.SQLITE_IOERR && !error.IsSharedIndexFailure());

    // The shared-memory index could not grow, as on a full disk. It is rebuilt from the log, so writing may go on; but
    // the log may hold the transaction already, so its outcome is unknown until the next write or start.
    private static bool IsSharedIndexFailure(this SqliteException error) =>
        error.SqliteExtendedErrorCode is raw.SQLITE_IOERR_SHMSIZE or raw.SQLITE_IOERR_SHMMAP;

    /// <summary>An error while reading, as the journal's callers know it.</summary>
    public static Exception ToReadFailure(this SqliteException error, string path) =>
        error.IsCorrupt()
            ? new JournalCorruptException($"The database file {path} is damaged: {error.Message} Restore it from a backup.", error)
            : new JournalUnavailableException($"The database file {path} cannot be read: {error.Message}", error);
}
