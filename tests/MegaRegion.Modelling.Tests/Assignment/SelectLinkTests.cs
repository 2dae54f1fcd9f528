using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Assignment;

public class SelectLinkTests
{
    [Fact]
    public void Users_of_every_link_add_up_to_its_flow()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var result = Solve(network);
        for (var link = 0; link < result.LinkFlow.Length; link++)
            Users(network, SelectLink.Shares(result.State!, link)).ShouldBe(result.LinkFlow[link], 1e-9 * network.Trips.Total());
    }

    [Fact]
    public void Links_that_leave_a_zone_carry_all_trips_that_start_there()
    {
        var network = RandomNetwork.Create(seed: 3, zones: 6, nodes: 25, links: 90, firstThrough: 7);
        var result = Solve(network);
        var links = network.Graph.Definition.Links;
        var sum = new double[6];
        for (var link = 0; link < links.Count; link++)
        {
            if (links[link].FromNode != 1)
                continue;
            var shares = SelectLink.Shares(result.State!, link);
            for (var zone = 0; zone < 6; zone++)
                sum[zone] += shares[0, zone];
        }

        sum[1..].ShouldAllBe(share => Math.Abs(share - 1) < 1e-12);
    }

    private static AssignmentResult Solve(TestNetwork network) =>
        BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-8 }).Value;

    private static double Users(TestNetwork network, OdMatrix shares)
    {
        var sum = 0.0;
        for (var pair = 0; pair < shares.Values.Length; pair++)
            sum += shares.Values[pair] * network.Trips.Values[pair];
        return sum;
    }
}
