using MegaRegion.Modelling.Combined;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Combined;

public class CombinedEquilibriumTests
{
    [Fact]
    public void Sioux_Falls_comes_to_the_known_combined_equilibrium()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var (departing, arriving) = Totals(network.Trips);
        var demand = new GravityDemand(departing, arriving, 0.1);
        var options = new CombinedOptions { Residual = 1e-8, AssignmentGap = 1e-11, Workers = 2 };
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, demand, options).Value;
        result.Converged.ShouldBeTrue();
        result.Residuals.Count.ShouldBeLessThan(20);
        result.Assignment.Objective.ShouldBe(3248704.01204, 1);
        (result.Assignment.Objective + demand.EntropyTerm(result.Trips)).ShouldBe(25041143.50997, 0.01);
        result.Assignment.TotalCost.ShouldBe(4617687.792, 5);
        result.Trips[0, 1].ShouldBe(490.196675, 1e-3);
        result.Trips[9, 15].ShouldBe(4219.446887, 1e-2);
        result.Trips[23, 0].ShouldBe(169.942044, 1e-3);
        var (left, reached) = Totals(result.Trips);
        left.ShouldBe(departing, 1e-6);
        reached.ShouldBe(arriving, 1e-6);
    }

    [Fact]
    public void Elastic_demand_on_two_routes_meets_the_root_of_its_equation()
    {
        NetworkLink[] links = [new(1, 2, 4, 0, 10, 0.15, 4), new(1, 2, 6, 0, 15, 0.15, 4)];
        var network = TestNetwork.Build(2, 2, 1, links);
        var potential = new OdMatrix(2) { [0, 1] = 20 };
        var result = CombinedEquilibrium.Solve(
            network.Graph, network.Cost, new ElasticDemand(potential, 0.05), new CombinedOptions { Residual = 1e-11, AssignmentGap = 1e-13 }).Value;
        result.Converged.ShouldBeTrue();
        result.Trips[0, 1].ShouldBe(9.280935193308, 1e-9);
        result.Cost[0, 1].ShouldBe(15.355399133849, 1e-9);
    }

    [Fact]
    public void Where_nothing_congests_it_is_distribution_alone()
    {
        NetworkLink[] links = [new(1, 2, 1, 0, 1, 0, 0), new(2, 3, 1, 0, 2, 0, 0), new(3, 1, 1, 0, 4, 0, 0), new(2, 1, 1, 0, 1, 0, 0), new(3, 2, 1, 0, 2, 0, 0), new(1, 3, 1, 0, 4, 0, 0)];
        var network = TestNetwork.Build(3, 3, 1, links);
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, new GravityDemand([10, 10, 10], [10, 10, 10], 1)).Value;
        (result.Converged, result.Residuals.Count).ShouldBe((true, 1));

        // By symmetry and closed diagonals each zone sends 5 to either other zone.
        result.Trips.Values.ToArray().ShouldBe([0, 5, 5, 5, 0, 5, 5, 5, 0], 1e-9);
    }

    [Fact]
    public void A_run_that_uses_up_its_rounds_says_so()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var (departing, arriving) = Totals(network.Trips);
        var result = CombinedEquilibrium.Solve(network.Graph, network.Cost, new GravityDemand(departing, arriving, 0.1), new CombinedOptions { MaxRounds = 2 }).Value;
        (result.Converged, result.Residuals.Count).ShouldBe((false, 2));
    }

    [Fact]
    public void Totals_that_disagree_are_refused()
    {
        var network = TntpFolder.Open("Braess");
        CombinedEquilibrium.Solve(network.Graph, network.Cost, new GravityDemand([5, 0], [0, 6], 1)).Problems[0].Field.ShouldBe("totals");
    }

    private static (double[] Departing, double[] Arriving) Totals(OdMatrix trips)
    {
        var (departing, arriving) = (new double[trips.Size], new double[trips.Size]);
        for (var k = 0; k < trips.Values.Length; k++)
        {
            departing[k / trips.Size] += trips.Values[k];
            arriving[k % trips.Size] += trips.Values[k];
        }

        return (departing, arriving);
    }
}
