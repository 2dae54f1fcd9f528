using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>
/// R16: the process that owns a hub is stopped (SIGSTOP), another one takes the hub over, and the first one goes on: it
/// writes nothing any more. With SQLite there is no second owner: the stopped process keeps the file's lock.
/// </summary>
public sealed class PausedOwnerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Seed = 20_261_122;
    private const int ReportBytes = 300;
    private const string Successor = "successor";
    private static readonly PlaceId Hub = new("hub:writer");

    private readonly string _schema = PostgresFixture.NewSchema();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_paused_between_two_reports_cannot_write_after_its_hub_was_taken_over()
    {
        await using var store = postgres.Open(_schema);
        store.GetRequiredService<IJournal>();
        await using var zombie = await RunningWriter.StartAsync(postgres.Server.Url(_schema), ReportBytes, "step", "patient");
        await zombie.StepAsync();
        await zombie.PauseAsync();

        var takeover = await TakeOverAsync(store);
        await zombie.ContinueAsync();
        await zombie.StepAsync();

        zombie.Output.Refusals.ShouldBe(["JournalConflictException"]);
        await CompareAsync(store, zombie.Output, takeover);
    }

    // The full form pauses owners at work, for 1 to 60 s, wherever they are: also with the journal's lock in their hands.
    [Fact]
    public async Task An_owner_paused_at_work_cannot_write_after_its_hub_was_taken_over()
    {
        var random = new Random(Seed);
        var pauses = FaultForm.Choose(1, 20);
        var longestTakeover = TimeSpan.Zero;
        for (var round = 0; round < pauses; round++)
        {
            var schema = PostgresFixture.NewSchema();
            await using var store = postgres.Open(schema);
            store.GetRequiredService<IJournal>();
            await using var zombie = await RunningWriter.StartAsync(postgres.Server.Url(schema), ReportBytes);
            await zombie.SaysAsync(output => output.Acknowledged.Count > random.Next(1, 50));
            await zombie.PauseAsync();
            var paused = TimeProvider.System.GetTimestamp();
            var takeover = await TakeOverAsync(store);
            longestTakeover = Longer(longestTakeover, TimeProvider.System.GetElapsedTime(paused));
            var pause = TimeSpan.FromSeconds(FaultForm.Choose(0, random.Next(1, 61)));
            await Eventually.HoldsAsync(
                () => TimeProvider.System.GetElapsedTime(paused) >= pause, pause + TimeSpan.FromMinutes(1), "the pause is over");

            await zombie.ContinueAsync();
            await zombie.SaysAsync(output => output.Refusals.Contains("JournalConflictException", StringComparer.Ordinal));

            await CompareAsync(store, zombie.Output, takeover);
        }

        FaultForm.Say($"{pauses} pauses, every returning owner fenced; longest takeover {longestTakeover.TotalSeconds:F1} s");
    }

    // Negative control: with the fence's own knowledge taken away, the same owner's write lands and the check sees it.
    [Fact]
    public async Task Without_the_fence_a_returning_owner_writes_and_is_noticed()
    {
        await using var store = postgres.Open(_schema);
        store.GetRequiredService<IJournal>();
        await using var zombie = await RunningWriter.StartAsync(postgres.Server.Url(_schema), ReportBytes, "step", "patient");
        await zombie.StepAsync();
        await zombie.PauseAsync();
        var takeover = await TakeOverAsync(store);
        await postgres.Server.ExecuteAsync($"UPDATE {_schema}.journal_hubs SET last_offset = 1");
        await zombie.ContinueAsync();
        await zombie.StepAsync();

        zombie.Output.Refusals.ShouldBeEmpty();
        (await Assert.ThrowsAsync<ShouldAssertException>(() => CompareAsync(store, zombie.Output, takeover)))
            .Message.ShouldContain("a paused owner wrote");
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // Recovers the hub and appends one report, as a grain that was activated elsewhere does. The offset of that report.
    private static async Task<long> TakeOverAsync(IServiceProvider store)
    {
        var journal = store.GetRequiredService<IJournal>();
        while (true)
        {
            try
            {
                var end = await journal.ReadHubAsync(Hub, 0, Cancellation).Select(entry => entry.Offset).LastAsync(Cancellation);
                return await journal.AppendAsync(Hub, end, [Sample.Record(1, Successor)], Cancellation);
            }
            catch (Exception error) when (error is JournalUnavailableException or JournalConflictException)
            {
                // The paused process holds the journal's lock, until the server ends its transaction, or was quicker.
            }
        }
    }

    private static async Task CompareAsync(IServiceProvider store, WriterOutput zombie, long takeover)
    {
        var entries = await store.GetRequiredService<IJournal>()
            .ReadAllAsync(0, long.MaxValue, Cancellation).ToListAsync(Cancellation);
        entries.Where(entry => entry.Offset > takeover).ShouldBeEmpty("a paused owner wrote after it was succeeded");
        var own = entries.Where(entry => entry.Record.Producer != Successor).Select(entry => entry.Record.Sequence).ToList();
        StoredReports.Compare(own, zombie.Acknowledged);
        own.Count.ShouldBe(zombie.Acknowledged.Count, "what a paused owner was not told of is there");
    }
}
