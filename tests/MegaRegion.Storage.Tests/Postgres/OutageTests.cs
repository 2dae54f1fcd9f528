using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>R09: the database is stopped, crashes, loses a process, or takes no writes, under load.</summary>
public sealed class OutageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Hubs = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("immediate")]
    [InlineData("fast")]
    public async Task A_stop_is_noticed_acknowledges_nothing_and_is_recovered_from(string mode)
    {
        await using var store = postgres.Open(PostgresFixture.NewSchema());
        await using var hubs = new ReportingHubs(store, Hubs);
        for (var cycle = 0; cycle < FaultForm.Choose(2, 20); cycle++)
        {
            await Outage.LoadAsync(hubs);
            await postgres.Server.StopAsync(mode);
            await Outage.NoAcknowledgementWhileItLastsAsync(store, hubs);
            await postgres.Server.StartAgainAsync();
            await Outage.RecoveryAsync(store, hubs);
        }

        await hubs.StopAndCompareAsync();
    }

    [Fact]
    public async Task A_database_set_to_read_only_is_noticed_and_the_way_back_too()
    {
        await using var store = postgres.Open(PostgresFixture.NewSchema());
        await using var hubs = new ReportingHubs(store, Hubs);
        for (var cycle = 0; cycle < FaultForm.Choose(1, 20); cycle++)
        {
            await Outage.LoadAsync(hubs);
            await SetReadOnlyAsync("on");
            await Outage.NoAcknowledgementWhileItLastsAsync(store, hubs);
            await SetReadOnlyAsync("off");
            await Outage.RecoveryAsync(store, hubs);
        }

        await hubs.StopAndCompareAsync();
    }

    [Fact]
    public async Task Killed_server_processes_cost_no_acknowledged_report_and_double_none()
    {
        await using var store = postgres.Open(PostgresFixture.NewSchema());
        await using var hubs = new ReportingHubs(store, Hubs);
        for (var cycle = 0; cycle < FaultForm.Choose(10, 200); cycle++)
        {
            await Outage.LoadAsync(hubs);
            await postgres.Server.ExecuteAsync(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'megaregion'");
        }

        await Outage.LoadAsync(hubs);
        await hubs.StopAndCompareAsync();
    }

    [Fact]
    public async Task While_the_database_is_down_reads_and_writes_fail_as_unavailable_and_nothing_ends_the_process()
    {
        await using var store = postgres.Open(PostgresFixture.NewSchema());
        var journal = store.GetRequiredService<IJournal>();
        await journal.AppendAsync(Sample.Hub(1), 0, [Sample.Record(1)], Cancellation);
        await postgres.Server.StopAsync("immediate");

        await Should.ThrowAsync<JournalUnavailableException>(
            () => journal.AppendAsync(Sample.Hub(1), 1, [Sample.Record(2)], Cancellation).AsTask());
        await Should.ThrowAsync<JournalUnavailableException>(() => journal.GetTotalsAsync(Cancellation).AsTask());
        await Should.ThrowAsync<JournalUnavailableException>(
            () => store.GetRequiredService<ICatalogStore>().GetVersionAsync(Cancellation).AsTask());

        store.GetRequiredService<IStoreHealth>().Fenced.IsCancellationRequested.ShouldBeFalse();
        await postgres.Server.StartAgainAsync();
        await Eventually.HoldsAsync(() => Outage.Problem(store) is null, Outage.RecoveryLimit, "the store writes again");
        (await journal.AppendAsync(Sample.Hub(1), 1, [Sample.Record(2)], Cancellation)).ShouldBe(2);
    }

    // Negative control: without the probe an idle store does not notice that its database is gone.
    [Fact]
    public async Task A_store_that_does_not_probe_does_not_notice()
    {
        await using var probing = postgres.Open(PostgresFixture.NewSchema());
        await using var blind = postgres.Open(
            PostgresFixture.NewSchema(), configure: options => options.ProbePeriod = TimeSpan.FromMinutes(1));
        Outage.Problem(blind).ShouldBeNull();
        Outage.Problem(probing).ShouldBeNull();

        await postgres.Server.StopAsync("fast");
        await Eventually.HoldsAsync(() => Outage.Problem(probing) is not null, Outage.NoticeLimit, "the stop is noticed");

        Outage.Problem(blind).ShouldBeNull();
        await postgres.Server.StartAgainAsync();
    }

    private async Task SetReadOnlyAsync(string value)
    {
        await postgres.Server.ExecuteAsync($"ALTER SYSTEM SET default_transaction_read_only = {value}");
        await postgres.Server.ExecuteAsync("SELECT pg_reload_conf()");
    }
}
