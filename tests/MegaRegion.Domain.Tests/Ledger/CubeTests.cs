using FsCheck.Fluent;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Ledger;

public class CubeTests
{
    private static readonly CubeRetention Short = new(TimeSpan.FromHours(2), TimeSpan.FromHours(30));

    [Fact]
    public void A_cube_holds_the_sum_of_the_flows_of_each_kept_window() =>
        Generated.ForAll(Generated.Report, flows => CellsOf(CubeOf(flows)).ShouldBe(SumOf(flows)));

    [Fact]
    public void What_a_cube_keeps_does_not_depend_on_the_order_of_the_flows() =>
        Generated.ForAll(
            from flows in Generated.Report
            from shuffled in Gen.Shuffle(flows)
            select (flows, shuffled),
            pair => CellsOf(CubeOf(pair.shuffled)).ShouldBe(CellsOf(CubeOf(pair.flows))));

    [Fact]
    public void Taken_changes_are_the_changed_cells_once()
    {
        var cube = CubeOf([Flow(1), Flow(2) with { Layer = Layer.Goods }]);
        cube.TakeChanges().Sum(cells => cells.Count).ShouldBe(6);
        cube.HasChanges.ShouldBeFalse();

        Add(cube, Flow(5));
        var taken = cube.TakeChanges();
        taken.Select(cells => cells.Window.Size).ShouldBe([WindowSize.Minute, WindowSize.Hour, WindowSize.Day]);
        taken.ShouldAllBe(cells => cells.Count == 1 && cells.Quantities[0] == 6);
    }

    [Fact]
    public void Cells_that_did_not_arrive_can_be_marked_again()
    {
        var cube = CubeOf([Flow(1)]);
        var taken = cube.TakeChanges();
        Add(cube, Flow(2));
        cube.MarkChanged(taken);
        cube.TakeChanges().ShouldAllBe(cells => cells.Quantities[0] == 3);
    }

    [Fact]
    public void Changes_survive_the_growth_of_the_table() =>
        Generated.ForAll(Gen.Choose(1, 2_000), count =>
        {
            var cube = new Cube(CubeRetention.Default, tracksChanges: true);
            var window = Window.Of(WindowSize.Day, Generated.Noon);
            for (var i = 1; i <= count; i++)
            {
                cube.Add(window, new PairKey((ulong)i), i);
            }

            var taken = cube.TakeChanges().Single();
            taken.Pairs.Order().ShouldBe(Enumerable.Range(1, count).Select(i => (ulong)i));
            Enumerable.Range(0, count).ShouldAllBe(i => (ulong)taken.Quantities[i] == taken.Pairs[i]);
        }, runs: 20);

    [Fact]
    public void The_parts_of_a_window_are_the_whole_window_though_it_grows_meanwhile()
    {
        var cube = new Cube(CubeRetention.Default);
        var window = Window.Of(WindowSize.Day, Generated.Noon);
        var read = new HashSet<ulong>();
        for (var part = 0; part < 7; part++)
        {
            for (var i = 1; i <= 300 * (part + 1); i++)
            {
                cube.Raise(window, new PairKey((ulong)i << 4), 1);
            }

            read.UnionWith(cube.Read(window, part, 7).Pairs);
        }

        Enumerable.Range(1, 300).ShouldAllBe(i => read.Contains((ulong)i << 4));
        cube.CountOf(window).ShouldBe(2_100);
        Enumerable.Range(0, 7).Sum(part => cube.Read(window, part, 7).Count).ShouldBe(2_100);
    }

    [Fact]
    public void A_sum_beyond_64_bits_stays_at_the_largest_value()
    {
        var cube = new Cube(CubeRetention.Default);
        var window = Window.Of(WindowSize.Day, Generated.Noon);
        cube.Add(window, new PairKey(1), long.MaxValue - 1);
        cube.Add(window, new PairKey(1), 5);
        cube[window, new PairKey(1)].ShouldBe(long.MaxValue);
    }

    [Fact]
    public void A_flow_behind_the_horizon_counts_in_the_longer_windows_only()
    {
        var cube = CubeOf([Flow(1), Flow(10) with { EventTime = Ago(TimeSpan.FromHours(3)) }]);
        cube.WindowsOf(WindowSize.Minute).Count.ShouldBe(1);
        cube.WindowsOf(WindowSize.Hour).Count.ShouldBe(2);
        cube.WindowsOf(WindowSize.Day).Count.ShouldBe(1);
        cube.DaySum.ShouldBe(11UL);
    }

    [Fact]
    public void Packing_changes_no_answer() =>
        Generated.ForAll(Generated.Report, flows =>
        {
            var (open, packed) = (new Cube(Short, tracksChanges: true), new Cube(Short, tracksChanges: true));
            foreach (var flow in flows)
            {
                Add(open, flow);
                Add(packed, flow);
                AllOf(packed.TakeChanges()).ShouldBe(AllOf(open.TakeChanges()));
                packed.Pack();
                packed.OpenWindowCount.ShouldBe(0);
            }

            CellsOf(packed).ShouldBe(CellsOf(open));
            packed.DaySum.ShouldBe(open.DaySum);
            packed.CellCount.ShouldBe(open.CellCount);
            CellsOf(open).ShouldAllBe(cell => packed[cell.Window, cell.Pair] == cell.Quantity);
            foreach (var window in open.Windows())
            {
                AllOf([packed.Read(window, 1, 3)]).ShouldBe(AllOf([open.Read(window, 1, 3)]));
            }

            packed.OpenWindowCount.ShouldBe(0);
            open.MarkAllChanged();
            packed.MarkAllChanged();
            AllOf(packed.TakeChanges()).ShouldBe(AllOf(open.TakeChanges()));
        });

    [Fact]
    public void Changes_that_were_not_taken_keep_their_window_open()
    {
        var cube = CubeOf([Flow(1)]);
        cube.Pack();
        cube.OpenWindowCount.ShouldBe(3);
        cube.TakeChanges().Sum(cells => cells.Count).ShouldBe(3);
    }

    [Fact]
    public void Windows_that_are_left_alone_are_packed_and_a_late_flow_opens_only_its_own()
    {
        var cube = new Cube(CubeRetention.Default);
        for (var hour = 24; hour >= 0; hour--)
        {
            Add(cube, Flow(1) with { EventTime = Ago(TimeSpan.FromHours(hour)) });
        }

        // Minute and hour of this hour and the one before, and the day that goes on.
        cube.OpenWindowCount.ShouldBe(5);
        Add(cube, Flow(7) with { EventTime = Ago(TimeSpan.FromHours(20)) });
        cube.OpenWindowCount.ShouldBeInRange(7, 8);
        cube[Window.Of(WindowSize.Hour, Ago(TimeSpan.FromHours(20))), PairOf(Flow(1))].ShouldBe(8);
    }

    internal static Cube CubeOf(IEnumerable<Flow> flows)
    {
        var cube = new Cube(Short, tracksChanges: true);
        foreach (var flow in flows)
        {
            Add(cube, flow);
        }

        return cube;
    }

    internal static IReadOnlyList<Cell> CellsOf(Cube cube) => AllOf(cube.ReadAll());

    private static IReadOnlyList<Cell> SumOf(IReadOnlyList<Flow> flows)
    {
        var newest = flows.Max(flow => flow.EventTime);
        return
        [
            .. Window.Sizes
                .SelectMany(size => flows.Select(flow => (Window: Window.Of(size, flow.EventTime), Pair: PairOf(flow), flow.Quantity)))
                .Where(part => part.Window.StartUnixMilliseconds >= Short.OldestStart(part.Window.Size, newest))
                .GroupBy(part => (part.Window, part.Pair), part => part.Quantity)
                .Select(group => new Cell(group.Key.Window, group.Key.Pair, group.Sum()))
                .OrderBy(cell => cell.Window.Size).ThenBy(cell => cell.Window.StartUnixMilliseconds).ThenBy(cell => cell.Pair),
        ];
    }

    private static List<Cell> AllOf(IEnumerable<WindowCells> windows) =>
    [
        .. windows.SelectMany(cells => Enumerable.Range(0, cells.Count).Select(i => cells[i]))
            .OrderBy(cell => cell.Window.Size).ThenBy(cell => cell.Window.StartUnixMilliseconds).ThenBy(cell => cell.Pair),
    ];

    internal static PairKey PairOf(Flow flow) =>
        new(SmallCountry.Number(flow.Origin), SmallCountry.Number(flow.Destination), flow.Layer);

    private static void Add(Cube cube, Flow flow)
    {
        cube.Advance(flow.EventTime);
        cube.Add(PairOf(flow), flow.Quantity, flow.EventTime);
    }

    private static Flow Flow(long quantity) =>
        new(SmallCountry.Hubs[0], SmallCountry.Hubs[1], Layer.People, quantity, Generated.Noon);

    private static EventTime Ago(TimeSpan span) => new(Generated.Noon.UnixMilliseconds - (long)span.TotalMilliseconds);
}
