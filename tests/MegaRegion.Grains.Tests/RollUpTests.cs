using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Grains.Tests.Support;
using MegaRegion.Testing;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MegaRegion.Grains.Tests;

public class RollUpTests
{
    private static readonly PlaceId North = SmallCountry.Hubs[0];
    private static readonly PlaceId South = new("hub:03201-b");

    [Fact]
    public async Task Every_level_holds_what_the_journal_says()
    {
        await using var country = await Country.StartAsync();
        await ReportFromEverywhereAsync(country);

        var result = await country.VerifyAsync();

        result.Differences.ShouldBe(0);
        result.Conclusive.ShouldBeTrue();
        result.Reports.ShouldBe(10);
        result.Flows.ShouldBe(20);
        result.Levels.Select(level => (level.Level, level.Places)).ShouldBe(
        [
            (Level.Hub, 10), (Level.City, 4), (Level.Prefecture, 3), (Level.Region, 2), (Level.MegaRegion, 1),
        ]);
        result.Levels.ShouldAllBe(level => level.Compared > 0);
        result.Totals.Single(sum => sum.Layer == Layer.People).Quantity.ShouldBe(10 * 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Totals_are_the_same_after_a_restart(bool loseMemory)
    {
        await using var country = await Country.StartAsync();
        await ReportFromEverywhereAsync(country);
        await country.SettleAsync();
        var before = Sorted(await country.Place("mega:jp").GetTotalsAsync());

        await country.RestartAsync(loseMemory);

        Sorted(await country.Place("mega:jp").GetTotalsAsync()).ShouldBe(before);
        (await country.Queries.CountFlowsAsync(CancellationToken.None)).ShouldBe(new LayerTotals(People: 10, Goods: 10, Money: 0, Information: 0));
        await country.SettleAsync();
    }

    [Fact]
    public async Task Changes_go_up_by_themselves_when_the_delay_is_over()
    {
        await using var country = await Country.StartAsync();
        await ActivateAsync(country);
        await country.SubmitNextAsync(North, country.Flow(North, "jp:03201", 5));
        (await MegaSumAsync(country)).ShouldBe(1UL);

        await country.AdvanceUntilAsync(async () => await MegaSumAsync(country) == 6);
    }

    [Fact]
    public async Task A_merge_that_fails_is_made_up_for()
    {
        var filter = new MergeFaults();
        await using var country = await Country.StartAsync(configureSilo: silo => silo.AddIncomingGrainCallFilter(filter));
        await ActivateAsync(country);
        filter.FailuresLeft = 3;
        await country.SubmitNextAsync(North, country.Flow(North, "jp:03201", 5));

        await country.AdvanceUntilAsync(async () => await MegaSumAsync(country) == 6);
        filter.FailuresLeft.ShouldBe(0);
        await country.SettleAsync();
    }

    [Fact]
    public async Task What_a_place_could_not_send_before_it_died_is_sent_on_the_next_patrol()
    {
        await using var country = await Country.StartAsync();
        await ActivateAsync(country);
        country.Store.WriteFromElsewhere(
            South, new JournalRecord("elsewhere", 1, 0, 1, Country.Report(1, country.Flow(South, "jp:01100", 5)).Payload));

        await country.AdvanceUntilAsync(async () => await MegaSumAsync(country) == 6, steps: 700);
        await country.SettleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hub_that_is_put_to_sleep_sends_what_it_has_left(bool sleeps)
    {
        // Of the three ways up, the delay and the patrol are too long for this test; sleep comes first, or never.
        await using var country = await Country.StartAsync(
            options => (options.RollUpDelay, options.PatrolPeriod) = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            silo => silo.Configure<GrainCollectionOptions>(collection =>
                (collection.CollectionQuantum, collection.CollectionAge) =
                    (TimeSpan.FromSeconds(1), sleeps ? TimeSpan.FromSeconds(5) : TimeSpan.FromHours(1))));
        await ActivateAsync(country);
        await country.SubmitNextAsync(North, country.Flow(North, "jp:03201", 5));

        var city = SmallCountry.Directory.Find(North)!.Place.Parent!.Value;
        var arrival = country.AdvanceUntilAsync(async () => await DaySumAsync(country, city.Value) == 6, steps: 300);
        if (sleeps)
        {
            await arrival;
        }
        else
        {
            await Should.ThrowAsync<TimeoutException>(arrival);
        }
    }

    [Fact]
    public async Task A_merge_that_comes_twice_counts_once()
    {
        var filter = new MergeFaults { Repeats = true };
        await using var country = await Country.StartAsync(configureSilo: silo => silo.AddIncomingGrainCallFilter(filter));
        await ReportFromEverywhereAsync(country);
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_merge_that_is_acknowledged_and_lost_is_noticed_by_the_next_receipt()
    {
        var filter = new MergeFaults();
        await using var country = await Country.StartAsync(configureSilo: silo => silo.AddIncomingGrainCallFilter(filter));
        await ActivateAsync(country);
        filter.LossesLeft = 1;
        await country.SubmitNextAsync(North, country.Flow(North, "jp:03201", 5));
        await country.SubmitNextAsync(North, country.Flow(North, "jp:02201", 5));
        await country.SettleAsync();
        filter.LossesLeft.ShouldBe(0);
    }

    [Fact]
    public async Task Verification_finds_a_hub_whose_totals_are_wrong()
    {
        // The negative control of every test that expects no difference.
        await using var country = await Country.StartAsync();
        await country.SubmitNextAsync(North, country.Flow(North, "jp:03201", 5));
        await country.RestartAsync();
        var forged = new HubLedger(CubeRetention.Default);
        forged.Apply(Country.Producer, 1, 1, PreparedReport.TryPrepare(
            Country.Report(1, country.Flow(North, "jp:03201", 6)).Payload, SmallCountry.Directory, out _)!);
        country.Store.Forge(North, new Snapshot(1, HubLedgerCodec.Format, HubLedgerCodec.Encode(forged)));
        await country.RestartAsync(loseMemory: true);

        var result = await country.VerifyAsync();

        result.Differences.ShouldBe(5 * 3);
        result.Listed.Count.ShouldBe(10);
        result.Listed[0].Expected.Quantity.ShouldBe(5);
        result.Listed[0].Actual.Quantity.ShouldBe(6);
    }

    [Fact]
    public async Task Verification_finds_a_report_that_the_totals_do_not_have()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitNextAsync(North, country.Flow(North, "jp:03201", 5));
        await country.SettleAsync();
        country.Store.WriteFromElsewhere(
            South, new JournalRecord("ghost", 1, 0, 1, Country.Report(1, country.Flow(South, "jp:01100")).Payload));
        await country.SettleAsync();

        // A hub that is active does not see what is written behind its back: its own offset says so, the levels tell.
        country.Store.WriteFromElsewhere(
            South, new JournalRecord("ghost", 2, 0, 1, Country.Report(2, country.Flow(South, "jp:01100")).Payload));
        var result = await country.VerifyAsync();
        result.Levels.Single(level => level.Level == Level.Hub).Differences.ShouldBe(0);
        result.Levels.Where(level => level.Level > Level.Hub).ShouldAllBe(level => level.Differences > 0);
    }

    [Fact]
    public async Task Minutes_behind_the_horizon_are_dropped_at_every_level_alike()
    {
        await using var country = await Country.StartAsync(options => options.MinuteHorizon = TimeSpan.FromHours(2));
        for (var hour = 0; hour < 6; hour++)
        {
            foreach (var hub in new[] { North, South }.Take(hour % 2 + 1))
            {
                await country.SubmitNextAsync(hub, country.Flow(hub, "jp:02201", 1 + hour));
            }

            await country.SettleAsync();
            country.Time.Advance(TimeSpan.FromHours(1));
        }

        var minutes = (await country.Place("mega:jp").GetTotalsAsync()).Cells.Count(block => block.Size == (byte)WindowSize.Minute);
        minutes.ShouldBe(3);
        await country.RestartAsync(loseMemory: true);
        await country.SettleAsync();
    }

    // Places that are not active yet ask for everything when they wake up; these tests are about what is sent.
    private static async Task ActivateAsync(Country country)
    {
        await country.SubmitNextAsync(North, country.Flow(North, "jp:03201", 1));
        await country.SettleAsync();
    }

    private static Task<ulong> MegaSumAsync(Country country) => DaySumAsync(country, "mega:jp");

    private static async Task<ulong> DaySumAsync(Country country, string place)
    {
        var totals = await country.Place(place).GetTotalsAsync();
        return totals.Cells.Where(block => block.Size == (byte)WindowSize.Day)
            .Aggregate(0UL, (sum, block) => sum + (ulong)block.Quantities.Sum());
    }

    private static async Task ReportFromEverywhereAsync(Country country)
    {
        foreach (var hub in SmallCountry.Hubs)
        {
            await country.SubmitNextAsync(
                hub,
                country.Flow(hub, "jp:03201", 2),
                new Flow(new("jp:02"), new("region:south"), Layer.Goods, 3, country.Now));
        }
    }

    private static IReadOnlyList<Cell> Sorted(Contracts.Cells.PlaceTotals totals) =>
    [
        .. totals.Cells.Select(block => block.ToCells())
            .SelectMany(cells => Enumerable.Range(0, cells.Count).Select(i => cells[i]))
            .OrderBy(cell => cell.Window.Size).ThenBy(cell => cell.Window.StartUnixMilliseconds).ThenBy(cell => cell.Pair),
    ];
}
