using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Transit;

namespace MegaRegion.Modelling.Tests.Transit;

/// <summary>
/// The example of Spiess and Florian with stops A = 1, B = 2, X = 3, Y = 4 and headways of 12, 12, 30 and 6 minutes. From Y
/// the third and the fourth line together take 2.5 + (4 / 15 + 10 / 3) / 0.4 = 11.5 minutes; on the second line B is
/// 7 + 6 + 11.5 = 24.5 minutes away; the first two together are waited for 3 minutes and then take (25 + 24.5) / 2.
/// </summary>
public class TransitTests
{
    private static readonly TransitLine[] Lines =
    [
        new("1", [1, 2], [25], 12),
        new("2", [1, 3, 4], [7, 6], 12),
        new("3", [3, 4, 2], [4, 4], 30),
        new("4", [4, 2], [10], 6),
    ];

    [Fact]
    public void Whichever_line_comes_first_gives_the_published_time_and_shares()
    {
        var network = Network(new TransitWeights());
        var result = OptimalStrategy.Solve(network, new OdMatrix(2) { [0, 1] = 12 }).Value;
        result.Cost[0, 1].ShouldBe(27.75, 1e-12);
        Boarding(network, result, 0).ShouldBe(6, 1e-12);
        Boarding(network, result, 1).ShouldBe(6, 1e-12);

        // At Y a sixth takes the third line: 1/15 of 0.4.
        Boarding(network, result, 2).ShouldBe(1, 1e-12);
        Boarding(network, result, 3).ShouldBe(5, 1e-12);
    }

    [Fact]
    public void One_path_waits_half_the_headway_of_each_of_its_lines()
    {
        // First line: 6 + 25. Second and fourth: 6 + 7 + 6 + 3 + 10 = 32. Second and third: 6 + 7 + 15 + 8 = 36.
        var skim = Network(new TransitWeights()).Skim();
        (skim.Cost[0, 1], skim.RideMinutes[0, 1], skim.WaitMinutes[0, 1], skim.Boardings[0, 1]).ShouldBe((31, 25, 6, 1));
        skim.Cost[1, 0].ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Without_the_direct_line_the_path_transfers_and_pays_for_it()
    {
        var weights = new TransitWeights { Wait = 2, Boarding = 5 };
        var skim = TransitNetwork.Create(2, 4, Lines[1..], [], weights).Value.Skim();
        (skim.RideMinutes[0, 1], skim.WaitMinutes[0, 1], skim.Boardings[0, 1]).ShouldBe((23, 9, 2));
        skim.Cost[0, 1].ShouldBe(23 + (2 * 9) + (2 * 5));
    }

    [Fact]
    public void A_walk_joins_stops_and_is_felt_by_its_weight()
    {
        // A second first-line stop 5 beside A: 4 minutes on foot to a line that leaves every 2 minutes.
        var network = TransitNetwork.Create(2, 5, [.. Lines, new TransitLine("5", [5, 2], [12], 2)], [new TransitWalk(1, 5, 4)], new TransitWeights { Walk = 2 }).Value;
        var skim = network.Skim();
        (skim.Cost[0, 1], skim.WalkMinutes[0, 1], skim.WaitMinutes[0, 1]).ShouldBe((8 + 1 + 12, 4, 1));

        // The walk makes the wait at A pointless: everyone walks.
        var result = OptimalStrategy.Solve(network, new OdMatrix(2) { [0, 1] = 3 }).Value;
        result.Cost[0, 1].ShouldBe(21, 1e-12);
        Boarding(network, result, 4).ShouldBe(3, 1e-12);
        Boarding(network, result, 0).ShouldBe(0);
    }

    [Fact]
    public void Twice_the_service_is_never_slower_and_strategies_never_lose_to_one_path()
    {
        var random = new Random(3);
        for (var k = 0; k < 20; k++)
        {
            var lines = RandomLines(random);
            var before = TransitNetwork.Create(6, 12, lines, []).Value;
            var after = TransitNetwork.Create(6, 12, [.. lines.Select(line => line with { HeadwayMinutes = line.HeadwayMinutes / 2 })], []).Value;
            var (slow, fast, path) = (OptimalStrategy.Solve(before, new OdMatrix(6)).Value.Cost, OptimalStrategy.Solve(after, new OdMatrix(6)).Value.Cost, before.Skim().Cost);
            for (var pair = 0; pair < 36; pair++)
            {
                slow.Values[pair].ShouldBeLessThanOrEqualTo(path.Values[pair] + 1e-9);
                fast.Values[pair].ShouldBeLessThanOrEqualTo(slow.Values[pair] + 1e-9);
            }
        }
    }

    [Fact]
    public void Every_traveller_arrives()
    {
        var (random, trips) = (new Random(8), new OdMatrix(6));
        var network = TransitNetwork.Create(6, 12, RandomLines(random), []).Value;
        var cost = OptimalStrategy.Solve(network, trips).Value.Cost;
        for (var pair = 0; pair < 36; pair++)
            trips.Values[pair] = pair % 7 != 0 && double.IsFinite(cost.Values[pair]) ? 1 + random.Next(9) : 0;
        var result = OptimalStrategy.Solve(network, trips).Value;
        var balance = new double[network.Graph.NodeCount + 1];
        for (var link = 0; link < result.LinkFlow.Length; link++)
        {
            balance[network.Graph.Definition.Links[link].ToNode] += result.LinkFlow[link];
            balance[network.Graph.Definition.Links[link].FromNode] -= result.LinkFlow[link];
        }

        for (var zone = 0; zone < 6; zone++)
            balance[zone + 1].ShouldBe(Enumerable.Range(0, 6).Sum(other => trips[other, zone] - trips[zone, other]), 1e-9);
        balance[7..].ShouldAllBe(rest => Math.Abs(rest) < 1e-9);
        trips.Total().ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData(0, "headway")]
    [InlineData(double.NaN, "headway")]
    public void A_line_without_a_headway_is_refused(double headway, string field) =>
        TransitNetwork.Create(2, 4, [new TransitLine("x", [1, 2], [5], headway)], []).Problems[0].Field.ShouldBe(field);

    [Fact]
    public void Trips_without_a_way_are_named() =>
        OptimalStrategy.Solve(Network(new TransitWeights()), new OdMatrix(2) { [1, 0] = 1 }).Problems[0].Message.ShouldBe("zone 2 has trips to zone 1 but no way");

    private static TransitNetwork Network(TransitWeights weights) => TransitNetwork.Create(2, 4, Lines, [], weights).Value;

    private static double Boarding(TransitNetwork network, StrategyResult result, int line) =>
        result.LinkFlow.Where((_, link) => network.Links[link].Kind == TransitLinkKind.Board && network.Links[link].Line == line).Sum();

    private static TransitLine[] RandomLines(Random random) =>
    [
        .. Enumerable.Range(0, 10).Select(k =>
        {
            int[] stops = [.. Enumerable.Range(1, 12).OrderBy(_ => random.Next()).Take(4)];
            return new TransitLine($"{k}", stops, [3 + random.Next(9), 3 + random.Next(9), 3 + random.Next(9)], 4 + random.Next(20));
        }),
    ];
}
