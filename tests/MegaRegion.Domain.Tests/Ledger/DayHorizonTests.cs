using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Ledger;

/// <summary>Days that are dropped: every sum over all time stays what the flows say.</summary>
public class DayHorizonTests
{
    private static readonly CubeRetention Bounded = new(TimeSpan.FromHours(2), TimeSpan.FromHours(30), TimeSpan.FromDays(3));
    private static readonly CubeRetention Unbounded = new(TimeSpan.FromHours(2), TimeSpan.FromHours(30));

    private static readonly PlaceNumber[] Children =
        [SmallCountry.Number("hub:01100-a"), SmallCountry.Number(SmallCountry.Observatory)];

    // Reports of two hubs in turn, each some days before or after the one before.
    private static readonly Gen<Flow[][]> Histories =
        from reports in Generated.Reports
        from days in Gen.ArrayOf(Gen.Choose(-6, 6), reports.Length)
        select reports.Select((report, index) => Shift(report, days[index])).ToArray();

    [Fact]
    public void A_cube_keeps_the_days_of_the_horizon_and_the_sum_of_all_time() =>
        Generated.ForAll(Histories, reports =>
        {
            var flows = reports.SelectMany(report => report).ToList();
            CubeTests.CellsOf(CubeOf(Bounded, flows)).ShouldBe(Expected(flows));
        });

    [Fact]
    public void Parents_and_children_that_drop_at_different_moments_agree_whatever_is_lost_late_or_repeated() =>
        Generated.ForAll(
            from reports in Histories
            let messages = MessagesOf(reports)
            from extra in Gen.SubListOf(messages.Changes)
            from shuffled in Gen.Shuffle(messages.Changes.Concat(extra).Concat(messages.Last).ToArray())
            select (reports, shuffled),
            history =>
            {
                var parent = new RollUpLedger(Level.Prefecture, Bounded);
                foreach (var (child, newest, cells) in history.shuffled)
                {
                    parent.Merge(SmallCountry.Directory, child, newest, cells, changedAt: null);
                }

                var flows = history.reports.SelectMany(report => report).ToList();
                var expected = CubeOf(Bounded, flows, Level.Prefecture);
                CubeTests.CellsOf(parent.Own).ShouldBe(CubeTests.CellsOf(expected));
                parent.Own.DaySum.ShouldBe((ulong)flows.Sum(flow => flow.Quantity));
            });

    [Fact]
    public void A_snapshot_of_longer_horizons_serves_under_shorter_ones() =>
        Generated.ForAll(Histories, reports =>
        {
            var (wide, narrow) = (new HubLedger(Unbounded), new HubLedger(Bounded));
            for (var i = 0; i < reports.Length; i++)
            {
                wide.Apply("p", i + 1, i + 1, HubLedgerTests.Prepare(reports[i]));
                narrow.Apply("p", i + 1, i + 1, HubLedgerTests.Prepare(reports[i]));
            }

            var read = HubLedgerCodec.Decode(HubLedgerCodec.Encode(wide), Bounded).ShouldNotBeNull();
            HubLedgerCodec.Encode(read).ShouldBe(HubLedgerCodec.Encode(narrow));
            read.Cube.DaySum.ShouldBe(narrow.Cube.DaySum);
        });

    [Fact]
    public void A_snapshot_of_shorter_horizons_does_not_serve_under_longer_ones()
    {
        var bytes = HubLedgerCodec.Encode(new HubLedger(Bounded));
        HubLedgerCodec.Decode(bytes, Unbounded).ShouldBeNull();
        HubLedgerCodec.Decode(bytes, Bounded with { Minutes = TimeSpan.FromHours(3) }).ShouldBeNull();
        HubLedgerCodec.Decode(bytes, Bounded with { Days = TimeSpan.FromDays(2) }).ShouldNotBeNull();
    }

    [Fact]
    public void A_hub_grows_to_the_size_of_its_horizons_and_no_further()
    {
        var (young, old) = (LedgerOf(Bounded, days: 10), LedgerOf(Bounded, days: 400));
        old.Cube.CellCount.ShouldBe(young.Cube.CellCount);
        HubLedgerCodec.Encode(old).Length.ShouldBeInRange(1, HubLedgerCodec.Encode(young).Length * 11 / 10);
        old.Counts.Flows.ShouldBe(400 * 24);
        old.Cube.DaySum.ShouldBe(400 * 24 * 3UL);

        // Negative control: without a horizon of days it grows with its age.
        LedgerOf(Unbounded, days: 400).Cube.CellCount.ShouldBeGreaterThan(old.Cube.CellCount + 300);
    }

    private static HubLedger LedgerOf(CubeRetention retention, int days)
    {
        var ledger = new HubLedger(retention);
        for (var day = 0; day < days; day++)
        {
            var flows = Enumerable.Range(0, 24).Select(hour => new Flow(
                SmallCountry.Hubs[0],
                SmallCountry.Hubs[1],
                Layer.People,
                3,
                new EventTime(Generated.Noon.UnixMilliseconds + (((day * 24L) + hour) * TimeSpan.MillisecondsPerHour))));
            ledger.Apply("p", day + 1, day + 1, HubLedgerTests.Prepare(flows));
            ledger.Cube.TakeChanges();
        }

        return ledger;
    }

    private static (Message[] Changes, Message[] Last) MessagesOf(Flow[][] reports)
    {
        var hubs = Children.Select(_ => new HubLedger(Bounded)).ToArray();
        var messages = new List<Message>();
        for (var i = 0; i < reports.Length; i++)
        {
            var hub = hubs[i % hubs.Length];
            hub.Apply("p", (i / hubs.Length) + 1, i + 1, HubLedgerTests.Prepare(reports[i]));
            messages.Add(new Message(Children[i % hubs.Length], hub.Cube.Newest, hub.Cube.TakeChanges()));
        }

        // What a child tells after a comparison of the sums has found a loss.
        return ([.. messages.Where((_, index) => index % 3 > 0)],
            [.. hubs.Select((hub, index) => new Message(Children[index], hub.Cube.Newest, hub.Cube.ReadAll()))]);
    }

    private static List<Cell> Expected(List<Flow> flows)
    {
        var newest = flows.Max(flow => flow.EventTime);
        return
        [
            .. new[] { WindowSize.Minute, WindowSize.Hour, WindowSize.Day, WindowSize.Ever }
                .SelectMany(size => flows.Select(flow => (Window: Window.Of(size, flow.EventTime), Pair: CubeTests.PairOf(flow), flow.Quantity)))
                .Where(part => part.Window.StartUnixMilliseconds >= Bounded.OldestStart(part.Window.Size, newest))
                .GroupBy(part => (part.Window, part.Pair), part => part.Quantity)
                .Select(group => new Cell(group.Key.Window, group.Key.Pair, group.Sum()))
                .OrderBy(cell => cell.Window.Size).ThenBy(cell => cell.Window.StartUnixMilliseconds).ThenBy(cell => cell.Pair),
        ];
    }

    private static Cube CubeOf(CubeRetention retention, List<Flow> flows, Level level = Level.Hub)
    {
        var cube = new Cube(retention);
        foreach (var flow in flows)
        {
            cube.Advance(flow.EventTime);
            cube.Add(CubeTests.PairOf(flow).RollUp(SmallCountry.Directory, level), flow.Quantity, flow.EventTime);
        }

        return cube;
    }

    private static Flow[] Shift(Flow[] report, int days) => Array.ConvertAll(report, flow => flow with
    {
        EventTime = new EventTime(flow.EventTime.UnixMilliseconds + (days * TimeSpan.MillisecondsPerDay)),
    });

    private sealed record Message(PlaceNumber Child, EventTime? Newest, IReadOnlyList<WindowCells> Cells);
}
