using MegaRegion.Contracts.Hubs;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Retention;
using MegaRegion.Grains.Storage;
using MegaRegion.Grains.Tests.Support;
using MegaRegion.Grains.Verification;
using MegaRegion.Testing;

namespace MegaRegion.Grains.Tests;

public class CompactionTests
{
    private const int OldReports = 6;
    private const int YoungReports = 3;

    private static readonly PlaceId NorthHub = new("hub:01100-a");
    private static readonly PlaceId SouthHub = new("hub:03201-a");

    [Fact]
    public async Task Old_reports_go_and_every_total_stays_and_is_proved()
    {
        await using var country = await FilledAsync();

        var result = await CompactAsync(country);

        (result.Removed, result.FirstPosition, result.Head).ShouldBe((2 * OldReports, (2 * OldReports) + 1, 2 * (OldReports + YoungReports)));
        country.Store.Entries.Count.ShouldBe(2 * YoungReports);
        await ShouldProveAsync(country);

        await country.RestartAsync();
        await country.SubmitNextAsync(NorthHub, country.Flow(NorthHub, "hub:03201-a", 5));
        (await country.VerifyAsync()).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task Recovery_needs_no_snapshot_and_takes_no_snapshot_that_is_older_than_the_journal()
    {
        await using var country = await FilledAsync();
        var totals = await CellsAsync(country, NorthHub);
        await country.RestartAsync();
        var old = country.Store.Snapshots[NorthHub];
        await AddAsync(country, 2);
        country.Time.Advance(TimeSpan.FromSeconds(2));
        await CompactAsync(country);
        var expected = await CellsAsync(country, NorthHub);
        expected.ShouldNotBe(totals, StringComparer.Ordinal);

        await country.RestartAsync();
        country.Store.Forge(NorthHub, old);
        await country.RestartAsync(loseMemory: true);
        (await CellsAsync(country, NorthHub)).ShouldBe(expected);

        country.Store.ForgetSnapshotsBut([]);
        await country.RestartAsync(loseMemory: true);
        (await CellsAsync(country, NorthHub)).ShouldBe(expected);
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_removed_report_is_a_duplicate_with_its_offset_and_another_body_is_refused()
    {
        await using var country = await FilledAsync();
        var before = await country.SubmitAsync(NorthHub, Report(country, 1, quantity: 1));
        await CompactAsync(country);
        country.Store.Entries.ShouldNotContain(entry => entry.Hub == NorthHub && entry.Record.Sequence == 1);

        var again = await country.SubmitAsync(NorthHub, Report(country, 1, quantity: 1));
        again.Refusal.ShouldBe(SubmitRefusal.None);
        again.Accepted.Single().ShouldBe(before.Accepted.Single());
        (await country.SubmitAsync(NorthHub, Report(country, 1, quantity: 2))).Refusal.ShouldBe(SubmitRefusal.SequenceReused);
        await ShouldProveAsync(country);
    }

    // Each write of a compaction, and after it the process dies.
    [Theory]
    [InlineData("base", 1)]
    [InlineData("base", 2)]
    [InlineData("drop", 1)]
    [InlineData("drop", 2)]
    [InlineData("remove", 1)]
    public async Task A_compaction_that_dies_at_any_write_leaves_a_right_ledger_and_the_next_goes_on(string write, int nth)
    {
        await using var country = await FilledAsync();
        await CompactAsync(country);
        await AddAsync(country, 4);
        country.Time.Advance(TimeSpan.FromSeconds(2));
        var seen = 0;
        country.Store.Past.BeforeWrite = name =>
        {
            if (string.Equals(name, write, StringComparison.Ordinal) && ++seen == nth)
            {
                throw new JournalUnavailableException("killed");
            }
        };
        await Should.ThrowAsync<JournalUnavailableException>(() => CompactAsync(country));
        country.Store.Past.BeforeWrite = _ => { };
        await country.RestartAsync(loseMemory: true);
        (await country.VerifyAsync()).Differences.ShouldBe(0);

        (await CompactAsync(country)).FirstPosition.ShouldBe((await JournalHeadAsync(country)) + 1);
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_base_that_is_not_the_sum_of_its_reports_removes_nothing()
    {
        await using var country = await FilledAsync();
        country.Store.Past.Distort = kept =>
        {
            var ledger = HubLedgerCodec.Decode(kept.Payload, CubeRetention.Default)!;
            ledger.Cube.Add(new PairKey(SmallCountry.Number(NorthHub), SmallCountry.Number(SouthHub), Layer.People), 1, country.Now);
            return kept with { Payload = HubLedgerCodec.Encode(ledger) };
        };

        var error = await Should.ThrowAsync<JournalCorruptException>(() => CompactAsync(country));

        error.Message.ShouldContain("Nothing of them was removed");
        country.Store.Entries.Count.ShouldBe(2 * (OldReports + YoungReports));
    }

    [Fact]
    public async Task A_hub_whose_base_and_snapshot_are_damaged_is_not_served()
    {
        await using var country = await FilledAsync();
        await CompactAsync(country);
        await country.RestartAsync();
        country.Store.ForgetSnapshotsBut([]);
        country.Store.Past.Bases[NorthHub].Clear();
        await country.RestartAsync(loseMemory: true);

        var error = await Should.ThrowAsync<Exception>(() => country.Hub(NorthHub).GetTotalsAsync());
        error.ToString().ShouldContain(nameof(JournalCorruptException));

        // Negative control: the other hub has its base.
        (await country.Hub(SouthHub).GetReflectedOffsetAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_grain_that_was_wrong_before_is_still_found_after()
    {
        await using var country = await FilledAsync();
        await country.RestartAsync();
        var honest = HubLedgerCodec.Decode(country.Store.Snapshots[NorthHub].Payload, CubeRetention.Default)!;
        honest.Cube.Add(new PairKey(SmallCountry.Number(NorthHub), SmallCountry.Number(SouthHub), Layer.Goods), 7, country.Now);
        country.Store.Forge(NorthHub, country.Store.Snapshots[NorthHub] with { Payload = HubLedgerCodec.Encode(honest) });
        await country.RestartAsync(loseMemory: true);
        (await country.VerifyAsync()).Differences.ShouldBeGreaterThan(0);

        await CompactAsync(country);

        (await country.VerifyAsync()).Differences.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_a_horizon_nothing_is_removed()
    {
        await using var country = await Country.StartAsync();
        country.Get<IJournalCompactor>().Horizon.ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => CompactAsync(country));
    }

    [Fact]
    public async Task Longer_horizons_than_those_of_the_bases_are_refused_at_start_and_shorter_ones_are_not()
    {
        var minutes = TimeSpan.FromHours(10);
        await using var country = await FilledAsync(options => options.MinuteHorizon = minutes);
        await CompactAsync(country);
        minutes = TimeSpan.FromHours(1);
        await country.RestartAsync();
        await country.SettleAsync();

        minutes = TimeSpan.FromHours(11);
        var error = await Should.ThrowAsync<RetentionRefusedException>(() => country.RestartAsync());
        error.Message.ShouldContain("minutes 10h");
        minutes = TimeSpan.FromHours(10);
        await country.RestartAsync();
    }

    private static async Task<Country> FilledAsync(Action<GrainsOptions>? configure = null)
    {
        var country = await Country.StartAsync(options =>
        {
            options.JournalHorizon = TimeSpan.FromSeconds(1);
            configure?.Invoke(options);
        });
        await AddAsync(country, OldReports);
        country.Time.Advance(TimeSpan.FromSeconds(2));
        await AddAsync(country, YoungReports);
        return country;
    }

    private static async Task AddAsync(Country country, int reports)
    {
        for (var i = 0; i < reports; i++)
        {
            var sequence = await country.Hub(NorthHub).GetNextSequenceAsync(Country.Producer);
            (await country.SubmitAsync(NorthHub, Report(country, sequence, sequence))).Refusal.ShouldBe(SubmitRefusal.None);
            await country.SubmitNextAsync(SouthHub, country.Flow(SouthHub, "jp:01100", 10, Layer.Goods));
        }

        // Nothing is on its way up when a test stops the host: its clock, on which a stop would wait, stands still.
        _ = await country.VerifyAsync();
    }

    // The same body for a sequence whenever it is sent.
    private static SubmittedReport Report(Country country, long sequence, long quantity) =>
        Country.Report(sequence, new Flow(NorthHub, SouthHub, Layer.People, quantity, new EventTime(1_774_000_000_000 + sequence)));

    private static Task<CompactionResult> CompactAsync(Country country) =>
        country.Get<IJournalCompactor>().CompactAsync(progress: null, CancellationToken.None);

    private static async Task<long> JournalHeadAsync(Country country) =>
        (await country.Store.GetTotalsAsync(CancellationToken.None)).Head;

    private static async Task<string> CellsAsync(Country country, PlaceId hub)
    {
        var totals = await country.Hub(hub).GetTotalsAsync();
        return string.Join(' ', totals.Cells.Select(block => $"{block.Size}:{block.Quantities.Sum()}"));
    }

    private static async Task ShouldProveAsync(Country country)
    {
        var proof = await country.VerifyAsync();
        proof.Differences.ShouldBe(0);
        proof.Conclusive.ShouldBeTrue();
        proof.FirstPosition.ShouldBe((2 * OldReports) + 1);
        proof.Reports.ShouldBe(2 * (OldReports + YoungReports));
        proof.Totals.ShouldContain(new LayerSum(Layer.Goods, 10 * (OldReports + YoungReports), OldReports + YoungReports));
        proof.Totals.ShouldContain(new LayerSum(Layer.People, 45, OldReports + YoungReports));
    }
}
