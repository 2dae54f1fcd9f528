using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Demand;

public class CountEstimationTests
{
    [Fact]
    public void Counts_that_see_every_pair_alone_recover_the_truth()
    {
        var prior = new OdMatrix(2, [0, 10, 20, 0]);
        OdMatrix[] shares = [new(2, [0, 1, 0, 0]), new(2, [0, 0, 0.5, 0])];
        var result = CountEstimation.Estimate(prior, shares, [35, 4], new CountOptions { PriorWeight = 1e-12 }).Value;
        result.Converged.ShouldBeTrue();
        result.Trips[0, 1].ShouldBe(35, 1e-8);
        result.Trips[1, 0].ShouldBe(8, 1e-8);
        (result.Rank, result.TouchedPairs, result.PairsWithTrips).ShouldBe((2, 2, 2));
        result.FittedGeh.ShouldAllBe(geh => geh < 1e-6);
    }

    [Fact]
    public void One_count_over_two_pairs_scales_both_as_the_prior_has_them()
    {
        var prior = new OdMatrix(2, [0, 10, 30, 0]);
        var result = CountEstimation.Estimate(prior, [new OdMatrix(2, [0, 1, 1, 0])], [80], new CountOptions { PriorWeight = 1e-12 }).Value;
        result.Trips[0, 1].ShouldBe(20, 1e-8);
        result.Trips[1, 0].ShouldBe(60, 1e-8);
        (result.Rank, result.TouchedPairs).ShouldBe((1, 2));
        result.Moved.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void A_heavy_prior_is_returned_and_a_lighter_one_lets_counts_come_nearer()
    {
        var prior = new OdMatrix(2, [0, 10, 20, 0]);
        OdMatrix[] shares = [new(2, [0, 1, 1, 0])];
        double Fit(double weight) => CountEstimation.Estimate(prior, shares, [90], new CountOptions { PriorWeight = weight }).Value.FittedCounts[0];
        Fit(1e12).ShouldBe(30, 1e-6);
        Fit(1).ShouldBeInRange(30, 90);
        Fit(0.1).ShouldBeGreaterThan(Fit(1));
        Fit(0.01).ShouldBeGreaterThan(Fit(0.1));
    }

    [Fact]
    public void The_estimate_meets_the_condition_of_its_minimum()
    {
        var prior = new OdMatrix(3, [0, 10, 20, 5, 0, 7, 9, 3, 0]);
        OdMatrix[] shares = [new(3, [0, 1, 0.3, 0, 0, 0.5, 0, 0, 0]), new(3, [0, 0, 0.7, 1, 0, 0, 0.2, 1, 0])];
        var result = CountEstimation.Estimate(prior, shares, [30, 12], new CountOptions { PriorWeight = 0.5 }).Value;
        for (var pair = 0; pair < 9; pair++)
        {
            if (prior.Values[pair] == 0)
                continue;
            var pull = Enumerable.Range(0, 2).Sum(k => shares[k].Values[pair] * (result.FittedCounts[k] - new[] { 30.0, 12.0 }[k]) / new[] { 30.0, 12.0 }[k]);
            Math.Log(result.Trips.Values[pair] / prior.Values[pair]).ShouldBe(-pull / 0.5, 1e-9);
        }
    }

    [Fact]
    public void Counts_on_sioux_falls_pull_a_wrong_prior_towards_the_true_flows()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var solved = BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions { RelativeGap = 1e-8 }).Value;
        int[] counted = [.. Enumerable.Range(0, 76).Where(link => link % 4 == 0)];
        OdMatrix[] shares = [.. counted.Select(link => SelectLink.Shares(solved.State!, link))];
        double[] counts = [.. counted.Select(link => solved.LinkFlow[link])];
        var prior = network.Trips.Copy();
        for (var pair = 0; pair < prior.Values.Length; pair++)
            prior.Values[pair] *= pair % 3 == 0 ? 1.4 : 0.7;
        var result = CountEstimation.Estimate(prior, shares, counts, new CountOptions { PriorWeight = 1e-6 }).Value;
        result.Converged.ShouldBeTrue();
        result.FittedGeh.Max().ShouldBeLessThan(0.1);
        result.PriorGeh.Max().ShouldBeGreaterThan(5);
        result.Rank.ShouldBeLessThan(result.TouchedPairs, "counts alone cannot tell all pairs apart");
    }

    [Fact]
    public void Wrong_counts_are_refused_by_row()
    {
        var problems = CountEstimation.Estimate(new OdMatrix(1, [1]), [new OdMatrix(1, [2])], [-1]).Problems;
        problems.ShouldContain(problem => problem.Row == 1 && problem.Field == "count");
        problems.ShouldContain(problem => problem.Field == "shares");
    }
}
