using MegaRegion.Storage.Conformance.Sqlite;
using Microsoft.Data.Sqlite;

namespace MegaRegion.Storage.Tests;

/// <summary>R05 for the store alone: a writer process meets failing system calls; the store is opened afterwards by this process.</summary>
public sealed class DiskFaultTests : IAsyncDisposable
{
    private const int Reports = 30;
    private const int ReportBytes = 3_000;

    private readonly TemporarySqliteStore _store = new();

    [Fact]
    public async Task Without_a_fault_every_report_is_acknowledged_and_stored()
    {
        var output = await WriterProcess.RunAsync(_store.Path, Reports, ReportBytes);

        output.Acknowledged.Count.ShouldBe(Reports);
        output.Fenced.ShouldBeFalse();
        await StoredReports.ShouldHoldAsync(_store.Services, output.Acknowledged);
    }

    [Theory]
    [InlineData("fsync:error=EIO:when=6")]
    [InlineData("pwrite64:error=EIO:when=40")]
    public async Task After_one_failed_write_or_fsync_nothing_more_is_acknowledged(string injection)
    {
        await CreateAsync();

        var output = await WriterProcess.RunInjectedAsync(injection, _store.Path, Reports, ReportBytes);

        output.Acknowledged.ShouldNotBeEmpty();
        output.Acknowledged.Count.ShouldBeLessThan(Reports);
        output.Acknowledged.ShouldBe(Enumerable.Range(1, output.Acknowledged.Count).Select(sequence => (long)sequence));
        output.Refusals.Count.ShouldBe(Reports - output.Acknowledged.Count);
        output.Refusals.ShouldAllBe(refusal => refusal == "JournalUnavailableException");
        output.Fenced.ShouldBeTrue();
        await StoredReports.ShouldHoldAsync(_store.Services, output.Acknowledged);
    }

    [Fact]
    public async Task A_write_that_finds_no_space_is_refused_and_the_next_one_goes_on()
    {
        await CreateAsync();

        var output = await WriterProcess.RunInjectedAsync(
            "pwrite64:error=ENOSPC:when=40..60", _store.Path, Reports, ReportBytes);

        output.Refusals.ShouldNotBeEmpty();
        output.Refusals.ShouldAllBe(refusal => refusal == "JournalFullException");
        output.Acknowledged[^1].ShouldBe(Reports);
        output.Fenced.ShouldBeFalse();
        await StoredReports.ShouldHoldAsync(_store.Services, output.Acknowledged);
        var stored = await StoredReports.CountAsync(_store.Services);
        stored.ShouldBe(output.Acknowledged.Count, "a refused report was kept");
    }

    // Negative controls: the comparison must see a report that is lost, and one that is there twice.
    [Fact]
    public async Task An_acknowledged_report_that_is_gone_from_the_store_is_noticed()
    {
        var output = await WriterProcess.RunAsync(_store.Path, Reports, ReportBytes);
        Change(
            """
            DELETE FROM journal WHERE "offset" = 30;
            UPDATE journal_totals SET head = 29;
            UPDATE journal_hubs SET last_offset = 29;
            """);

        (await Assert.ThrowsAsync<ShouldAssertException>(
            () => StoredReports.ShouldHoldAsync(_store.Services, output.Acknowledged)))
            .Message.ShouldContain("acknowledged reports are missing");
    }

    [Fact]
    public void A_report_that_is_stored_twice_is_noticed() =>
        Assert.Throws<ShouldAssertException>(() => StoredReports.Compare([1, 2, 2, 3], [1, 2, 3]))
            .Message.ShouldContain("stored twice");

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    // So that the injected call is one of the appends and not one of the first start.
    private async Task CreateAsync()
    {
        await WriterProcess.RequireStraceAsync();
        await WriterProcess.RunAsync(_store.Path, reports: 0, ReportBytes);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
