using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Faults.Tests.Checking;

/// <summary>Reads a store that no server has open.</summary>
internal static class StoreReader
{
    public static async Task<IReadOnlyList<StoredReport>> ReadAsync(string database)
    {
        await using var services = new ServiceCollection()
            .AddMegaRegionSqliteStore(options => options.Path = database)
            .BuildServiceProvider();
        var journal = services.GetRequiredService<IJournal>();
        return await journal.ReadAllAsync(0, long.MaxValue, CancellationToken.None)
            .Select(entry => new StoredReport(
                entry.Offset, entry.Hub.Value, entry.Record.Producer, entry.Record.Sequence, entry.Record.Payload))
            .ToListAsync();
    }
}
