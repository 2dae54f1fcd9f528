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

    /// <summary>Connections that read at once, opened at the start; further readers wait. Default 4.</summary>
    [Range(1, 64)]
    public int MaxReaders { get; set; } = 4;

    /// <summary>
    /// Bytes of the write-ahead log after which they are moved into the database file, beside the commits. Up to twice as
    /// long the log becomes before it is begun anew: a longer one costs more than it saves. Default 4 MiB.
    /// </summary>
    [Range(1 << 16, 1L << 40)]
    public long CheckpointBytes { get; set; } = 4L << 20;

    /// <summary>
    /// The write-ahead log's largest size where an fsync takes long and beginning the log anew would make too many wait.
    /// Beyond it commits wait until the log has been moved into the database file; a group of writes may go beyond. On a
    /// disk with less than this free the log stays short.
    /// Default 256 MiB.
    /// </summary>
    [Range(1 << 17, 1L << 41)]
    public long MaxLogBytes { get; set; } = 256L << 20;

    /// <summary>
    /// Quota of the database file in bytes, without its log; at the quota writes are refused as on a full disk. Default 0:
    /// no quota.
    /// </summary>
    [Range(0, 1L << 46)]
    public long MaxDatabaseBytes { get; set; }

    /// <summary>Page cache of the writing connection in bytes. Default 64 MiB.</summary>
    [Range(1 << 16, 1L << 40)]
    public long WriterCacheBytes { get; set; } = 64L << 20;

    /// <summary>
    /// Page cache of each reading connection in bytes. Readers go through the journal in order, so only the pages above its
    /// leaves are read again. Default 2 MiB.
    /// </summary>
    [Range(1 << 16, 1L << 40)]
    public long ReaderCacheBytes { get; set; } = 2L << 20;
}
