using System.Diagnostics;
using MegaRegion.PrivatePostgres;
using MegaRegion.V1;
using Npgsql;
using NpgsqlTypes;

namespace MegaRegion.Bench.Ingest;

/// <summary>The yardsticks of PostgreSQL with its default settings, fsync on, over one connection.</summary>
/// <param name="CopyRowsPerSecond">Rows a second of binary COPY into a plain table, a transaction for a report's rows.</param>
/// <param name="CommitsPerSecond">Transactions a second that insert one row.</param>
internal sealed record PostgresLimits(double CopyRowsPerSecond, double CommitsPerSecond)
{
    private const int RowsPerCopy = 100_000;

    // What PostgreSQL takes by itself; tests make do with less.
    private const string DefaultBuffers = "shared_buffers=128MB";

    /// <summary>Measures on a private instance; null when PostgreSQL is not installed.</summary>
    public static async Task<PostgresLimits?> TryMeasureAsync(
        DirectoryInfo folder, Flow[] flows, TimeSpan time, CancellationToken cancellationToken)
    {
        if (!PostgresServer.IsInstalled)
            return null;

        await using var server = await PostgresServer.StartInAsync(folder.CreateSubdirectory("postgres"), DefaultBuffers);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            "CREATE TABLE flow (origin text, destination text, layer int2, quantity int8, event_time_ms int8, purpose int2, mode int2, deal text)",
            cancellationToken);
        var copies = await CountAsync(() => CopyAsync(connection, flows, cancellationToken), time);
        await using var insert = new NpgsqlCommand("INSERT INTO flow VALUES ('hub:a', 'hub:b', 1, 1, 1, 1, 1, NULL)", connection);
        await insert.PrepareAsync(cancellationToken);
        var commits = await CountAsync(() => insert.ExecuteNonQueryAsync(cancellationToken), time / 2);
        return new PostgresLimits(copies * RowsPerCopy, commits);
    }

    private static async Task<double> CountAsync(Func<Task> work, TimeSpan time)
    {
        await work();
        var started = Stopwatch.GetTimestamp();
        var count = 0;
        for (; Stopwatch.GetElapsedTime(started) < time; count++)
            await work();

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, Flow[] flows, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY flow FROM STDIN (FORMAT BINARY)", cancellationToken);
        for (var i = 0; i < RowsPerCopy; i++)
        {
            var flow = flows[i % flows.Length];
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(flow.Origin, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(flow.Destination, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync((short)flow.Layer, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(flow.Quantity, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(flow.EventTimeMs, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync((short)flow.Purpose, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync((short)flow.Mode, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteNullAsync(cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
