using MegaRegion.Faults.Tests.Load;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Postgres;
using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Faults.Tests.Checking;

/// <summary>Reads a store that no server has open.</summary>
internal static class StoreReader
{
    /// <summary>The journal's rows.</summary>
    /// <param name="store">The SQLite file, or the address of a PostgreSQL store.</param>
    public static async Task<IReadOnlyList<StoredReport>> ReadAsync(string store) => await StreamAsync(store).ToListAsync();

    /// <summary>The journal's rows, one after the other in the order of their offsets.</summary>
    /// <param name="store">The SQLite file, or the address of a PostgreSQL store.</param>
    public static async IAsyncEnumerable<StoredReport> StreamAsync(string store)
    {
        await using var services = Open(store);
        await foreach (var row in RowsAsync(services, after: 0))
        {
            yield return row;
        }
    }

    /// <summary>The journal's rows, and before them what was removed, by its receipts; where the journal begins.</summary>
    /// <param name="store">The SQLite file, or the address of a PostgreSQL store.</param>
    /// <param name="plan">What the removed reports must have held: a receipt knows a body when it sees it.</param>
    public static async Task<(IReadOnlyList<StoredReport> Reports, long RemovedTo)> ReadWithRemovedAsync(string store, ReportPlan plan)
    {
        await using var services = Open(store);
        var past = services.GetRequiredService<IJournalPast>();
        var reports = await RemovedAsync(past, plan).OrderBy(report => report.Offset).ToListAsync();
        var removedTo = (await past.GetBeginningAsync(CancellationToken.None)).RemovedTo;
        reports.AddRange(await RowsAsync(services, removedTo).ToListAsync());
        return (reports, removedTo);
    }

    private static ServiceProvider Open(string store)
    {
        var services = new ServiceCollection();
        return (PostgresUrl.IsPostgres(store)
            ? services.AddMegaRegionPostgresStore(options => options.Url = store)
            : services.AddMegaRegionSqliteStore(options => options.Path = store)).BuildServiceProvider();
    }

    private static IAsyncEnumerable<StoredReport> RowsAsync(IServiceProvider services, long after) =>
        services.GetRequiredService<IJournal>().ReadAllAsync(after, long.MaxValue, CancellationToken.None)
            .Select(entry => new StoredReport(
                entry.Offset, entry.Hub.Value, entry.Record.Producer, entry.Record.Sequence, entry.Record.Payload));

    private static async IAsyncEnumerable<StoredReport> RemovedAsync(IJournalPast past, ReportPlan plan)
    {
        await foreach (var receipt in past.ReadReceiptsAsync(CancellationToken.None))
        {
            var payload = plan.PayloadOf(receipt.Hub.Value, receipt.Sequence);
            var known = await past.FindRemovedAsync(
                receipt.Hub, receipt.Producer, receipt.Sequence, receipt.FlowCount, payload, CancellationToken.None);
            yield return new StoredReport(
                receipt.Offset, receipt.Hub.Value, receipt.Producer, receipt.Sequence, known is { IsSame: true } ? payload : []);
        }
    }
}
