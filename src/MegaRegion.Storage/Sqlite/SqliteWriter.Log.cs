using Microsoft.Extensions.Logging;

namespace MegaRegion.Storage.Sqlite;

internal sealed partial class SqliteWriter
{
    [LoggerMessage(3001, LogLevel.Critical, "The store {Path} failed and accepts nothing more until the process starts anew.")]
    private partial void LogFenced(Exception error, string path);

    [LoggerMessage(3002, LogLevel.Error, "No space is left for {Path}: {Writes} writes were refused, nothing of them was kept.")]
    private partial void LogFull(string path, int writes);

    [LoggerMessage(3003, LogLevel.Error, "A commit to {Path} failed, and with it {Writes} writes.")]
    private partial void LogGroupFailed(Exception error, string path, int writes);

    [LoggerMessage(3004, LogLevel.Warning, "The write-ahead log of {Path} could not be moved into the database now.")]
    private partial void LogCheckpointPostponed(Exception error, string path);

    [LoggerMessage(3005, LogLevel.Error, "A failed commit to {Path} could not be rolled back.")]
    private partial void LogRestoreFailed(Exception error, string path);
}
