using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Bench;

/// <summary>The journal on SQLite, and the disk beneath it.</summary>
internal static class SqliteBench
{
    public static async Task RunAsync(string parent)
    {
        Console.WriteLine("SQLite");
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"megaregion-storage-bench-{Environment.ProcessId}"));
        try
        {
            await JournalBench.SinglesAsync(Open(folder, "many"), hubs: 1_000, TimeSpan.FromSeconds(5));
            await JournalBench.SinglesAsync(Open(folder, "one"), hubs: 1, TimeSpan.FromSeconds(2));
            await JournalBench.BulkAsync(Open(folder, "bulk"), hubs: 16, reportBytes: 12_000, reports: 40_000);
            RawDisk.Measure(folder.FullName, groupBytes: 16 << 10, groups: 500);
            RawDisk.Measure(folder.FullName, groupBytes: 192_000, groups: 2_500);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider Open(DirectoryInfo folder, string name) => new ServiceCollection()
        .AddMegaRegionSqliteStore(options => options.Path = Path.Combine(folder.FullName, $"{name}.db"))
        .BuildServiceProvider();
}
