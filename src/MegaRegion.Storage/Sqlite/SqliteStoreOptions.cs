using System.ComponentModel.DataAnnotations;
using MegaRegion.Storage.Writing;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Where the SQLite store lies, and its limits.</summary>
public sealed class SqliteStoreOptions : GroupCommitOptions
{
    /// <summary>
    /// The database file; its folder is made when it does not exist. Beside it lie <c>-wal</c>, <c>-shm</c> and
    /// <c>.lock</c>. Required.
    /// </summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>Connections that read at once; further readers wait. Default 4.</summary>
    [Range(1, 64)]
    public int MaxReaders { get; set; } = 4;

    /// <summary>
    /// Bytes of the write-ahead log after which it is moved into the database file. Commits wait meanwhile, about two
    /// milliseconds a MiB, so often and little is better than seldom and much. Default 4 MiB.
    /// </summary>
    [Range(1 << 16, 1L << 40)]
    public long CheckpointBytes { get; set; } = 4L << 20;

    /// <summary>
    /// Quota of the database file in bytes, without its log; at the quota writes are refused as on a full disk. Default 0:
    /// no quota.
    /// </summary>
    [Range(0, 1L << 46)]
    public long MaxDatabaseBytes { get; set; }

    /// <summary>Page cache of the writing connection in bytes. Default 64 MiB.</summary>
    [Range(1 << 16, 1L << 40)]
    public long WriterCacheBytes { get; set; } = 64L << 20;

    /// <summary>Page cache of each reading connection in bytes. Default 8 MiB.</summary>
    [Range(1 << 16, 1L << 40)]
    public long ReaderCacheBytes { get; set; } = 8L << 20;
}
