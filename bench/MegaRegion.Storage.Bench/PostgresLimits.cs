using System.Diagnostics;
using MegaRegion.TestPostgres;
using Npgsql;
using NpgsqlTypes;

namespace MegaRegion.Storage.Bench;

/// <summary>What PostgreSQL does on one connection without this project's store.</summary>
internal static class PostgresLimits
{
    /// <summary>Transactions of one inserted row each, one after another.</summary>
    public static async Task<double> CommitsAsync(PostgresServer server, TimeSpan duration)
    {
        await using var connection = await OpenAsync(server);
        await ExecuteAsync(connection, "CREATE TABLE single_reports (hub integer, sequence bigint, payload bytea)");
        await using var insert = new NpgsqlCommand("INSERT INTO single_reports VALUES (1, $1, $2)", connection);
        var sequence = new NpgsqlParameter<long>();
        insert.Parameters.Add(sequence);
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = new byte[24] });
        await insert.PrepareAsync();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            sequence.TypedValue++;
            await insert.ExecuteNonQueryAsync();
        }

        var rate = sequence.TypedValue / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"one connection, a row and a commit each: {rate:N0} commits/s");
        return rate;
    }

    /// <summary>Binary COPY of flows into a plain table without an index, as rows of their fields.</summary>
    public static async Task CopyAsync(PostgresServer server, int flows)
    {
        await using var connection = await OpenAsync(server);
        await ExecuteAsync(
            connection,
            "CREATE TABLE flows (origin integer, destination integer, layer smallint, quantity bigint, at_ms bigint, purpose smallint)");
        var started = Stopwatch.GetTimestamp();
        await using (var copy = await connection.BeginBinaryImportAsync("COPY flows FROM STDIN (FORMAT binary)"))
        {
            for (var i = 0; i < flows; i++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(i % 1_000, NpgsqlDbType.Integer);
                await copy.WriteAsync(i % 1_741, NpgsqlDbType.Integer);
                await copy.WriteAsync((short)(i % 4), NpgsqlDbType.Smallint);
                await copy.WriteAsync((long)(i % 90), NpgsqlDbType.Bigint);
                await copy.WriteAsync(1_700_000_000_000 + i, NpgsqlDbType.Bigint);
                await copy.WriteAsync((short)(i % 8), NpgsqlDbType.Smallint);
            }

            await copy.CompleteAsync();
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"one connection, binary COPY into a plain table: {flows / seconds:N0} flows/s");
    }

    private static async Task<NpgsqlConnection> OpenAsync(PostgresServer server)
    {
        var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={server.Port};Username={PostgresServer.User};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
