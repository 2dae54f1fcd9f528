using System.Diagnostics;
using MegaRegion.PrivatePostgres;
using Npgsql;

namespace MegaRegion.Storage.Bench;

/// <summary>What PostgreSQL commits on one connection without this project's store.</summary>
internal static class SingleCommits
{
    /// <summary>Transactions of one inserted row each, one after another.</summary>
    public static async Task<double> RunAsync(PostgresServer server, TimeSpan duration)
    {
        await server.ExecuteAsync("CREATE TABLE single_reports (hub integer, sequence bigint, payload bytea)");
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
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
}
