using FsCheck.Fluent;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Ledger;

public class HubLedgerTests
{
    private static readonly CubeRetention Short = new(TimeSpan.FromHours(2), TimeSpan.FromHours(30));

    [Fact]
    public void A_snapshot_at_any_report_and_the_rest_of_the_journal_give_the_live_state() =>
        Generated.ForAll(
            from reports in Generated.Reports
            from at in Gen.Choose(0, 12)
            select (reports, at: Math.Min(at, reports.Length)),
            history =>
            {
                var live = new HubLedger(Short);
                Apply(live, history.reports, from: 0, to: history.at);
                var snapshot = HubLedgerCodec.Encode(live);
                Apply(live, history.reports, from: history.at, to: history.reports.Length);

                var recovered = HubLedgerCodec.Decode(snapshot, Short).ShouldNotBeNull();
                Apply(recovered, history.reports, from: history.at, to: history.reports.Length);

                HubLedgerCodec.Encode(recovered).ShouldBe(HubLedgerCodec.Encode(live));
                recovered.NextSequence("sensor").ShouldBe(history.reports.Length + 1);
                recovered.ReflectedOffset.ShouldBe(history.reports.Length * 10L);
            });

    [Fact]
    public void A_report_counts_as_its_flows_one_by_one() =>
        Generated.ForAll(
            from reports in Generated.Reports
            from times in Gen.Choose(1, 40)
            select reports.Select(report => report.SelectMany(flow => Enumerable.Repeat(flow, times)).ToArray()).ToArray(),
            reports =>
            {
                var ledger = new HubLedger(Short);
                Apply(ledger, reports, 0, reports.Length);

                var cube = new Cube(Short);
                foreach (var report in reports)
                {
                    cube.Advance(report.Select(flow => flow.EventTime).Max());
                    foreach (var flow in report)
                    {
                        var pair = new PairKey(SmallCountry.Number(flow.Origin), SmallCountry.Number(flow.Destination), flow.Layer);
                        cube.Add(pair, flow.Quantity, flow.EventTime);
                    }
                }

                CellsOf(ledger.Cube).ShouldBe(CellsOf(cube));
                ledger.Cube.DaySum.ShouldBe(cube.DaySum);
                CellsOf(ledger.Cube.TakeChanges()).ShouldBe(CellsOf(cube));
            });

    [Fact]
    public void A_snapshot_that_was_kept_under_other_horizons_is_not_used() =>
        HubLedgerCodec.Decode(HubLedgerCodec.Encode(new HubLedger(Short)), CubeRetention.Default).ShouldBeNull();

    [Fact]
    public void A_cut_snapshot_is_refused()
    {
        var ledger = new HubLedger(Short);
        Apply(ledger, [[AFlow]], 0, 1);
        var snapshot = HubLedgerCodec.Encode(ledger);
        for (var length = 0; length < snapshot.Length; length++)
        {
            Should.Throw<MalformedReportException>(() => HubLedgerCodec.Decode(snapshot.AsSpan(0, length), Short));
        }
    }

    [Theory]
    [InlineData(1, SequenceVerdict.Recorded)]
    [InlineData(2, SequenceVerdict.Recorded)]
    [InlineData(3, SequenceVerdict.Next)]
    [InlineData(4, SequenceVerdict.Gap)]
    public void A_sequence_is_recorded_next_or_beyond_a_gap(long sequence, SequenceVerdict verdict)
    {
        var ledger = new HubLedger(Short);
        Apply(ledger, [[AFlow], [AFlow]], 0, 2);
        ledger.Decide("sensor", sequence).ShouldBe(verdict);
    }

    [Fact]
    public void Each_producer_has_its_own_sequence()
    {
        var ledger = new HubLedger(Short);
        Apply(ledger, [[AFlow]], 0, 1);
        ledger.NextSequence("another").ShouldBe(1);
    }

    [Fact]
    public void A_report_that_does_not_follow_is_a_broken_journal()
    {
        var ledger = new HubLedger(Short);
        var report = Prepare([AFlow]);
        ledger.Apply("sensor", 1, 5, report);
        Should.Throw<InvalidOperationException>(() => ledger.Apply("sensor", 1, 6, report));
        Should.Throw<InvalidOperationException>(() => ledger.Apply("sensor", 2, 5, report));
        Should.Throw<InvalidOperationException>(() => ledger.Apply("sensor", 3, 6, report));
        ledger.Counts.ShouldBe(new LedgerCounts(1, 1, 0));
    }

    [Fact]
    public void Flows_more_than_an_hour_behind_the_newest_before_the_report_are_late()
    {
        var ledger = new HubLedger(Short);
        ledger.Apply("sensor", 1, 1, Prepare([AFlow, At(-120)])).ShouldBe(0);
        ledger.Apply("sensor", 2, 2, Prepare([At(-60), At(-61), At(5)])).ShouldBe(1);
        ledger.Apply("sensor", 3, 3, Prepare([At(-56)])).ShouldBe(1);
        ledger.Counts.LateFlows.ShouldBe(2);
    }

    [Fact]
    public void A_place_that_the_catalogue_does_not_have_is_named()
    {
        var payload = ReportCodec.Encode([AFlow with { Destination = new("hub:new") }]);
        PreparedReport.TryPrepare(payload, SmallCountry.Directory, out var unknown).ShouldBeNull();
        unknown.ShouldBe("hub:new");
    }

    [Fact]
    public void The_largest_report_is_over_the_limit_of_a_layer()
    {
        var report = Prepare(Enumerable.Repeat(AFlow with { Quantity = Flow.MaxQuantity }, 10_000));
        report.Totals.People.ShouldBe(long.MaxValue);
        report.Totals.IsWithinLimit.ShouldBeFalse();
        Prepare([AFlow]).Totals.IsWithinLimit.ShouldBeTrue();
    }

    internal static PreparedReport Prepare(IEnumerable<Flow> flows) =>
        PreparedReport.TryPrepare(ReportCodec.Encode(flows), SmallCountry.Directory, out _).ShouldNotBeNull();

    private static List<Cell> CellsOf(Cube cube) => CellsOf(cube.ReadAll());

    private static List<Cell> CellsOf(IEnumerable<WindowCells> windows) =>
        [.. windows.SelectMany(cells => Enumerable.Range(0, cells.Count).Select(i => cells[i]))
            .OrderBy(cell => cell.Window.Size).ThenBy(cell => cell.Window.StartUnixMilliseconds).ThenBy(cell => cell.Pair)];

    private static void Apply(HubLedger ledger, Flow[][] reports, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            ledger.Apply("sensor", i + 1, (i + 1) * 10, Prepare(reports[i]));
        }
    }

    private static Flow At(int minutes) =>
        AFlow with { EventTime = new EventTime(Generated.Noon.UnixMilliseconds + (minutes * 60_000L)) };

    private static Flow AFlow { get; } =
        new(SmallCountry.Hubs[0], SmallCountry.Hubs[1], Layer.People, 3, Generated.Noon);
}
