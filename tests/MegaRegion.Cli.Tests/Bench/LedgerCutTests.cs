using MegaRegion.Bench.Forks;
using MegaRegion.V1;

namespace MegaRegion.Cli.Tests.Bench;

public sealed class LedgerCutTests
{
    private static readonly string[] Places = ["jp:06", "jp:13"];

    private static readonly Dictionary<string, string> PrefectureOf = new(StringComparer.Ordinal)
    {
        ["hub:a"] = "jp:06",
        ["jp:13101"] = "jp:13",
    };

    private static readonly ForkedLayer Observed = new("people", Places, [0, 1, 1, 0]);

    [Fact]
    public void Sums_up_to_the_position_are_no_difference() => Compare(trips: 7, goods: 40).Differences.ShouldBe(0);

    [Theory]
    [InlineData(7.1, 40)]
    [InlineData(7, 41)]
    [InlineData(7, 0)]
    public void A_fork_with_another_sum_is_found(double trips, double goods)
    {
        var finding = Compare(trips, goods);

        finding.Differences.ShouldBe(1);
        finding.Examples.Single().ShouldContain("jp:06 to jp:13");
    }

    [Fact]
    public void Flows_outside_the_window_do_not_count() => Compare(7, 40, new Flow
    {
        Origin = "hub:a",
        Destination = "jp:13101",
        Layer = Layer.Goods,
        Quantity = 5,
        EventTimeMs = 1_000,
    }).Differences.ShouldBe(0);

    private static ForkFinding Compare(double trips, double goods, params Flow[] others)
    {
        var cut = new LedgerCut(PrefectureOf, start: 0, end: 1_000);
        Flow[] inWindow =
        [
            new Flow { Origin = "hub:a", Destination = "jp:13101", Layer = Layer.People, Quantity = 3 },
            new Flow { Origin = "hub:a", Destination = "jp:13101", Layer = Layer.People, Quantity = 4, EventTimeMs = 999 },
            new Flow { Origin = "hub:a", Destination = "jp:13101", Layer = Layer.Goods, Quantity = 40 },
        ];
        Array.ForEach([.. inWindow, .. others], cut.Add);
        return cut.Compare(
            new ForkedRun(2, 0.1, [new ForkedLayer("people", Places, [0, trips, 0, 0]), new ForkedLayer("goods", Places, [0, goods, 0, 0])]), Observed);
    }
}
