using MegaRegion.PrivatePostgres;
using MegaRegion.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Bench;

/// <summary>The journal on a PostgreSQL instance of its own, and single commits on one connection. COPY is measured by <c>megaregion bench ingest</c>.</summary>
internal static class PostgresBench
{
    public static async Task RunAsync()
    {
        if (!PostgresServer.IsInstalled)
        {
            Console.WriteLine("PostgreSQL is not installed.");
            return;
        }

        Console.WriteLine("PostgreSQL");
        await using var server = await PostgresServer.StartAsync("shared_buffers=512MB", "max_wal_size=4GB");
        var commits = await SingleCommits.RunAsync(server, TimeSpan.FromSeconds(3));
        var appends = await JournalBench.SinglesAsync(Open(server, "many"), hubs: 1_000, TimeSpan.FromSeconds(5));
        Console.WriteLine($"group commit carries {appends / commits:N1} times the reports of single commits");
        await JournalBench.SinglesAsync(Open(server, "one"), hubs: 1, TimeSpan.FromSeconds(2));
        await JournalBench.BulkAsync(Open(server, "bulk"), hubs: 16, reportBytes: 12_000, reports: 40_000);
    }

    private static ServiceProvider Open(PostgresServer server, string schema) => new ServiceCollection()
        .AddMegaRegionPostgresStore(options => options.Url = server.Url(schema))
        .BuildServiceProvider();
}
