using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Grains.Tests.Support;
using MegaRegion.Testing;

namespace MegaRegion.Grains.Tests;

public class RollUpSnapshotTests
{
    private static readonly PlaceId Mega = new("mega:jp");
    private static readonly PlaceId North = SmallCountry.Hubs[0];
    private static readonly PlaceId South = new("hub:03201-b");

    [Fact]
    public async Task After_a_restart_only_the_hubs_whose_journal_moved_since_are_asked()
    {
        await using var country = await StartAsync();
        await ReportFromEverywhereAsync(country);
        await SnapshotAsync(country);
        country.Store.WriteFromElsewhere(
            South, new JournalRecord("elsewhere", 1, 0, 1, Country.Report(1, country.Flow(South, "jp:01100", 5)).Payload));
        await RestartWithoutPatrolAsync(country);

        (await PeopleAsync(country)).ShouldBe(SmallCountry.Hubs.Count + 1);

        country.Store.ReadFrom.Count.ShouldBe(1);
        await country.SettleAsync();
    }

    [Fact]
    public async Task When_nothing_moved_no_hub_is_asked()
    {
        await using var country = await StartAsync();
        await ReportFromEverywhereAsync(country);
        await SnapshotAsync(country);
        await RestartWithoutPatrolAsync(country);

        (await PeopleAsync(country)).ShouldBe(SmallCountry.Hubs.Count);

        country.Store.ReadFrom.ShouldBeEmpty();
        await country.SettleAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RollUpLedgerCodec.Format)]
    public async Task Without_a_readable_snapshot_every_hub_is_asked(int format)
    {
        await using var country = await StartAsync();
        await ReportFromEverywhereAsync(country);
        await SnapshotAsync(country);
        foreach (var place in country.Store.Snapshots.Keys.Where(place => !SmallCountry.Hubs.Contains(place)).ToList())
        {
            country.Store.Forge(place, new Snapshot(country.Store.Entries.Count, format, [0xFF]));
        }

        await RestartWithoutPatrolAsync(country);

        (await PeopleAsync(country)).ShouldBe(SmallCountry.Hubs.Count);
        country.Store.ReadFrom.Count.ShouldBe(SmallCountry.Hubs.Count);
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_snapshot_that_lacks_a_report_is_found_by_the_verification()
    {
        // The negative control: what a snapshot claims to hold is not asked for again.
        await using var country = await StartAsync();
        await ReportFromEverywhereAsync(country);
        await SnapshotAsync(country);
        var old = country.Store.Snapshots[Mega];
        await country.SubmitNextAsync(North, country.Flow(North, "region:south", 5));
        country.Store.Forge(Mega, old with { Offset = country.Store.Entries.Count });
        await RestartWithoutPatrolAsync(country);

        (await PeopleAsync(country)).ShouldBe(SmallCountry.Hubs.Count);
    }

    [Fact]
    public async Task Nothing_is_claimed_while_a_hub_does_not_reflect_its_journal()
    {
        await using var country = await StartAsync();
        await ReportFromEverywhereAsync(country);
        country.Store.WriteFromElsewhere(
            North, new JournalRecord("elsewhere", 1, 0, 1, Country.Report(1, country.Flow(North, "jp:01100", 5)).Payload));
        await country.SubmitNextAsync(South, country.Flow(South, "jp:01100", 5));

        for (var round = 0; round < 5; round++)
        {
            await LetTimePassAsync(country);
        }

        country.Store.Snapshots.ContainsKey(Mega).ShouldBeFalse();
    }

    private static Task<Country> StartAsync() => Country.StartAsync(options =>
        (options.PatrolPeriod, options.RollUpSnapshotPeriod) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));

    private static async Task ReportFromEverywhereAsync(Country country)
    {
        foreach (var hub in SmallCountry.Hubs)
        {
            await country.SubmitNextAsync(hub, country.Flow(hub, "jp:03201", 2));
        }
    }

    // Until every place above the hubs has a snapshot of the whole journal.
    private static Task SnapshotAsync(Country country)
    {
        var above = SmallCountry.Hubs
            .SelectMany(hub => Ancestors(SmallCountry.Directory.Find(hub)!.Place))
            .Distinct()
            .ToList();
        return country.AdvanceUntilAsync(() => Task.FromResult(above.TrueForAll(place =>
            country.Store.Snapshots.GetValueOrDefault(place)?.Offset == country.Store.Entries.Count)));
    }

    private static IEnumerable<PlaceId> Ancestors(Place place)
    {
        while (place.Parent is { } parent)
        {
            yield return parent;
            place = SmallCountry.Directory.Find(parent)!.Place;
        }
    }

    // The clock stands still from here on, so no patrol wakes anybody.
    private static async Task RestartWithoutPatrolAsync(Country country)
    {
        await country.RestartAsync(loseMemory: true);
        country.Store.ReadFrom.Clear();
    }

    private static async Task LetTimePassAsync(Country country)
    {
        var until = country.Time.GetUtcNow() + TimeSpan.FromSeconds(1.5);
        await country.AdvanceUntilAsync(() => Task.FromResult(country.Time.GetUtcNow() >= until));
    }

    private static async Task<long> PeopleAsync(Country country) =>
        (await country.Queries.CountFlowsAsync(CancellationToken.None)).People;
}
