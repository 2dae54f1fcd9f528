using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests;

/// <summary>The example of docs/modelling/README.md, compiled and run.</summary>
public class ReadmeExampleTests
{
    [Fact]
    public void The_example_of_the_documentation_works()
    {
        using var net = TntpFolder.Text("SiouxFalls_net.tntp");
        using var trips = TntpFolder.Text("SiouxFalls_trips.tntp");
        var network = TntpNetworkReader.Read(net, "SiouxFalls_net.tntp");
        var table = TntpTripReader.Read(trips, "SiouxFalls_trips.tntp");
        (network.IsOk && table.IsOk).ShouldBeTrue();

        var graph = new NetworkGraph(network.Value);
        var cost = new BprCost(graph, CostWeights.TimeOnly);
        var result = BushAssignment.Solve(graph, cost, table.Value.Trips, new AssignmentOptions { RelativeGap = 1e-6 });
        result.Value.RelativeGap.ShouldBeLessThanOrEqualTo(1e-6);
    }
}
