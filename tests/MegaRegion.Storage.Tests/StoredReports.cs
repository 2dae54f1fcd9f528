using MegaRegion.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

/// <summary>Compares what a writer was told with what the store holds.</summary>
internal static class StoredReports
{
    /// <summary>Every acknowledged report is stored, each once, and totals count what is there.</summary>
    public static async Task ShouldHoldAsync(IServiceProvider store, IReadOnlyList<long> acknowledged)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var journal = store.GetRequiredService<IJournal>();
        var entries = await journal.ReadAllAsync(0, long.MaxValue, cancellation).ToListAsync(cancellation);
        Compare([.. entries.Select(entry => entry.Record.Sequence)], acknowledged);
        (await journal.GetTotalsAsync(cancellation)).Head.ShouldBe(entries.Count);
    }

    /// <summary>The comparison by itself: one producer's stored sequences against the acknowledged ones.</summary>
    public static void Compare(IReadOnlyList<long> stored, IReadOnlyList<long> acknowledged)
    {
        stored.Distinct().Count().ShouldBe(stored.Count, "a report is stored twice");
        acknowledged.Except(stored).ShouldBeEmpty("acknowledged reports are missing");
    }

    /// <summary>How many reports the store holds.</summary>
    public static async Task<long> CountAsync(IServiceProvider store) =>
        (await store.GetRequiredService<IJournal>().GetTotalsAsync(TestContext.Current.CancellationToken)).Head;
}
