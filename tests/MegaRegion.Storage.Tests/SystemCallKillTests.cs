using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

/// <summary>R02: a writer process is killed at the Nth write or fsync, also of a checkpoint; this process opens the store afterwards.</summary>
public sealed class SystemCallKillTests
{
    private const int Reports = 120;
    private const int ReportBytes = 3_000;
    private const string OftenCheckpoints = "checkpoint=65536";

    [Theory]
    [InlineData("fsync", 100)]
    [InlineData("pwrite64", 200)]
    public async Task Killed_at_a_system_call_the_store_holds_what_was_acknowledged(string call, int points)
    {
        await WriterProcess.RequireStraceAsync();
        var step = points / FaultForm.Choose(4, points);
        var acknowledged = 0L;
        for (var occurrence = step; occurrence <= points; occurrence += step)
        {
            acknowledged += await KillAtAsync(call, occurrence);
        }

        FaultForm.Say($"{points / step} kills at {call}, {acknowledged} reports acknowledged and there");
        acknowledged.ShouldBeGreaterThan(0);
    }

    // Negative control: a writer that acknowledges before the report is durable is found out.
    [Fact]
    public async Task A_writer_that_acknowledges_early_is_found_out()
    {
        await WriterProcess.RequireStraceAsync();
        await using var store = await CreateAsync();

        var output = await WriterProcess.RunInjectedAsync(Kill("pwrite64", 38), store.Path, Reports, ReportBytes, "early");

        (await Assert.ThrowsAsync<ShouldAssertException>(
            () => StoredReports.ShouldHoldAsync(store.Services, output.Acknowledged)))
            .Message.ShouldContain("acknowledged reports are missing");
    }

    private static async Task<int> KillAtAsync(string call, int occurrence)
    {
        await using var store = await CreateAsync();

        var output = await WriterProcess.RunInjectedAsync(
            Kill(call, occurrence), store.Path, Reports, ReportBytes, OftenCheckpoints);

        output.Acknowledged.Count.ShouldBeLessThan(Reports, $"{call} {occurrence} was not reached");
        await StoredReports.ShouldHoldAsync(store.Services, output.Acknowledged);
        (await StoredReports.CountAsync(store.Services)).ShouldBeLessThanOrEqualTo(output.Acknowledged.Count + 1);
        return output.Acknowledged.Count;
    }

    private static string Kill(string call, int occurrence) =>
        FormattableString.Invariant($"{call}:signal=KILL:when={occurrence}");

    // So that the injected call is one of the appends and not one of the first start.
    private static async Task<TemporarySqliteStore> CreateAsync()
    {
        var store = new TemporarySqliteStore();
        store.Services.GetRequiredService<IJournal>();
        await store.CloseAsync();
        return store;
    }
}
