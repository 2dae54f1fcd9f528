using MegaRegion.Storage.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>
/// Checks that the server keeps what it commits, and brings the schema up to this program's, in one transaction. Processes
/// that start at once take turns by an advisory lock, for which they wait as long as a migration may take.
/// </summary>
internal sealed partial class PostgresMigrator(
    PostgresConnections connections, PostgresStoreOptions options, TimeProvider time, ILogger<PostgresMigrator> logger)
{
    private const int OldestServer = 130_000;

    // "MREG", and the schema's hash beside it: the lock is the server's, not the schema's.
    private const int LockClass = 0x4D524547;

    private string Schema => connections.Url.Schema;

    /// <summary>Checks, and applies what is missing.</summary>
    /// <exception cref="StoreStartupException">The database cannot be used as it is.</exception>
    public void Migrate()
    {
        try
        {
            using var connection = connections.OpenForStart();
            CheckServer(connection);
            using var transaction = connection.BeginTransaction();
            TakeTurn(connection);
            PrepareSchema(connection);
            ApplyMissing(connection, MigrationFiles.Load("Postgres"));
            transaction.Commit();
        }
        catch (Exception error) when (error is NpgsqlException || PostgresErrors.IsConnectionFailure(error))
        {
            throw new StoreStartupException(
                $"The database {connections.Url} cannot be opened: {PostgresErrors.Reason(error)}", error);
        }
    }

    private void TakeTurn(NpgsqlConnection connection)
    {
        if ((bool)Scalar(connection, "SELECT pg_try_advisory_xact_lock($1, hashtext($2))", LockClass, Schema)!)
        {
            return;
        }

        LogWaits(connections.Url, options.MigrationTimeout);
        try
        {
            Execute(connection, "SELECT pg_advisory_xact_lock($1, hashtext($2))", LockClass, Schema);
        }
        catch (NpgsqlException error) when (error.InnerException is TimeoutException)
        {
            throw new StoreStartupException(
                $"Another process migrates the database {connections.Url} and was not done after {options.MigrationTimeout}. "
                + "Look what it does, and start again.",
                error);
        }
    }

    private void CheckServer(NpgsqlConnection connection)
    {
        using var command = connection.Command(
            """
            SELECT current_setting('server_version_num')::int, current_setting('fsync'), current_setting('full_page_writes'),
                current_setting('server_encoding')
            """);
        using var reader = command.ExecuteReader();
        reader.Read();
        if (reader.GetInt32(0) < OldestServer)
        {
            throw new StoreStartupException($"The server of {connections.Url} is older than PostgreSQL 13. Use a newer one.");
        }

        if (!IsOn(reader.GetString(1)) || !IsOn(reader.GetString(2)))
        {
            throw new StoreStartupException(
                $"The server of {connections.Url} runs with fsync or full_page_writes off: it would lose acknowledged "
                + "reports with the power. Turn both on.");
        }

        if (!string.Equals(reader.GetString(3), "UTF8", StringComparison.Ordinal))
        {
            throw new StoreStartupException(
                $"The database {connections.Url} is encoded as {reader.GetString(3)}. Create one with encoding UTF8.");
        }
    }

    private void PrepareSchema(NpgsqlConnection connection)
    {
        var tables = (long)Scalar(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = $1", Schema)!;
        var migrations = (long)Scalar(
            connection, "SELECT count(*) FROM pg_tables WHERE schemaname = $1 AND tablename = 'schema_migrations'", Schema)!;
        if (tables > 0 && migrations == 0)
        {
            throw new StoreStartupException(
                $"The schema {Schema} of {connections.Url} holds tables of another program. Give the store another schema.");
        }

        if (migrations > 0)
        {
            return;
        }

        // The name is checked by PostgresUrl: lower-case letters, digits and underscores.
        if (Scalar(connection, "SELECT 1 FROM pg_namespace WHERE nspname = $1", Schema) is null)
        {
            Execute(connection, $"CREATE SCHEMA {Schema}");
        }

        Execute(
            connection,
            """
            CREATE TABLE schema_migrations (
                version       integer PRIMARY KEY,
                name          text    NOT NULL,
                checksum      text    NOT NULL,
                applied_at_ms bigint  NOT NULL
            )
            """);
    }

    private void ApplyMissing(NpgsqlConnection connection, IReadOnlyList<Migration> migrations)
    {
        var applied = ReadApplied(connection);
        AppliedMigrations.Check(applied, migrations, connections.Url.ToString());
        foreach (var migration in migrations.Skip(applied.Count))
        {
            Execute(connection, migration.Sql);
            Execute(
                connection,
                "INSERT INTO schema_migrations (version, name, checksum, applied_at_ms) VALUES ($1, $2, $3, $4)",
                migration.Version, migration.Name, migration.Checksum, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    private static List<Migration> ReadApplied(NpgsqlConnection connection)
    {
        using var command = connection.Command("SELECT version, name, checksum FROM schema_migrations ORDER BY version");
        using var reader = command.ExecuteReader();
        var applied = new List<Migration>();
        while (reader.Read())
        {
            applied.Add(new Migration(reader.GetInt32(0), reader.GetString(1), "", reader.GetString(2)));
        }

        return applied;
    }

    private static bool IsOn(string setting) => string.Equals(setting, "on", StringComparison.Ordinal);

    private static object? Scalar(NpgsqlConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar();
    }

    private static void Execute(NpgsqlConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        command.ExecuteNonQuery();
    }

    [LoggerMessage(3103, LogLevel.Information, "Another process migrates the database {Url}. This one waits for it, at most {Limit}.")]
    private partial void LogWaits(PostgresUrl url, TimeSpan limit);
}
