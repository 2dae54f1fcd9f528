using System.Data.Common;
using System.Net.Sockets;
using MegaRegion.Grains.Storage;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>What PostgreSQL's and the driver's errors mean to the store.</summary>
internal static class PostgresErrors
{
    // The driver reads the file for each new connection.
    private const string PasswordCure =
        "Put the right password into the file named by passfile= in the address or into ~/.pgpass, which takes effect without "
        + "a restart, or start again with the right address or PGPASSWORD.";

    /// <summary>
    /// The server refused a statement and the connection goes on: the transaction is surely undone. A FATAL error is no
    /// such answer: it can arrive in place of the one to a COMMIT that was made.
    /// </summary>
    public static bool IsRefusal(Exception error) =>
        error is PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>A row with these unique columns exists.</summary>
    public static bool IsUniqueViolation(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>The transaction lost against another one and can be tried again.</summary>
    public static bool IsLostRace(Exception error) =>
        error is PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        };

    /// <summary>No space is left on the server's device; the transaction is undone.</summary>
    public static bool IsFull(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.DiskFull, InvariantSeverity: "ERROR" };

    /// <summary>The connection was lost, could not be made, or did not answer in time.</summary>
    public static bool IsConnectionFailure(Exception error) =>
        error is SocketException or IOException or TimeoutException
        || error is PostgresException { InvariantSeverity: "FATAL" or "PANIC" }
        || (error is NpgsqlException and not PostgresException)
        || error is ObjectDisposedException or InvalidOperationException { InnerException: NpgsqlException };

    /// <summary>The server takes no writes: it is a standby, or was set to read-only.</summary>
    public static bool IsReadOnly(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>The error as the journal's callers know it.</summary>
    public static Exception ToFailure(Exception error, PostgresUrl url) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } damaged =>
            new JournalCorruptException($"The database {url} is damaged: {damaged.MessageText} Restore it from a backup.", error),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            new JournalFullException($"No space is left for {url}. Nothing was kept; free space and send again.", error),
        DbException or SocketException or IOException or TimeoutException or ObjectDisposedException or InvalidOperationException =>
            new JournalUnavailableException($"The database {url} cannot be used: {Reason(error)}", error),
        _ => error,
    };

    /// <summary>The innermost reason in one line, and what to do about it where that is known.</summary>
    public static string Reason(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } refused =>
            $"{refused.SqlState} {refused.MessageText}. {PasswordCure}",
        PostgresException refused => $"{refused.SqlState} {refused.MessageText}",
        { InnerException: { } inner } => Reason(inner),
        _ => error.Message,
    };
}
