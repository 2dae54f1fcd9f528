using Microsoft.Extensions.Logging;

namespace MegaRegion.Storage.Postgres;

internal sealed partial class PostgresWriter
{
    [LoggerMessage(3111, LogLevel.Critical, "The ledger in {Url} is not what this process wrote; it accepts nothing more.")]
    private partial void LogFenced(Exception error, PostgresUrl url);

    [LoggerMessage(3112, LogLevel.Error, "No space is left for {Url}: a group of appends was refused, nothing of it was kept.")]
    private partial void LogFull(PostgresUrl url);

    [LoggerMessage(3113, LogLevel.Error, "A commit to {Url} failed, and with it {Writes} appends.")]
    private partial void LogGroupFailed(Exception error, PostgresUrl url, int writes);

    [LoggerMessage(3114, LogLevel.Warning, "The connection to {Url} was lost; the commit was under way: {CommitSent}.")]
    private partial void LogCut(Exception error, PostgresUrl url, bool commitSent);

    [LoggerMessage(3115, LogLevel.Warning, "Asked {Url} what became of {Reports} reports whose commit was cut off: {Outcome}.")]
    private partial void LogResolved(PostgresUrl url, int reports, CommitOutcome outcome);
}
