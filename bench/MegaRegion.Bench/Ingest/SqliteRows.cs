using MegaRegion.V1;
using Microsoft.Data.Sqlite;

namespace MegaRegion.Bench.Ingest;

/// <summary>Flows as rows of a plain SQLite table without an index: write-ahead log, an fsync for each transaction.</summary>
internal static class SqliteRows
{
    /// <summary>Rows a second, in transactions of all the flows.</summary>
    public static double PerSecond(DirectoryInfo folder, Flow[] flows, TimeSpan time)
    {
        var path = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "rows.db"), Pooling = false };
        using var connection = new SqliteConnection(path.ConnectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, "CREATE TABLE flow (origin TEXT, destination TEXT, layer INTEGER, quantity INTEGER, event_time_ms INTEGER, purpose INTEGER, mode INTEGER)");
        return flows.Length * Repeat.PerSecond(() => Insert(connection, flows), time);
    }

    private static void Insert(SqliteConnection connection, Flow[] flows)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO flow VALUES ($1, $2, $3, $4, $5, $6, $7)";
        SqliteParameter[] values = [.. Enumerable.Range(1, 7).Select(i => command.Parameters.Add($"${i}", i <= 2 ? SqliteType.Text : SqliteType.Integer))];
        command.Prepare();
        foreach (var flow in flows)
        {
            values[0].Value = flow.Origin;
            values[1].Value = flow.Destination;
            values[2].Value = (int)flow.Layer;
            values[3].Value = flow.Quantity;
            values[4].Value = flow.EventTimeMs;
            values[5].Value = (int)flow.Purpose;
            values[6].Value = (int)flow.Mode;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
