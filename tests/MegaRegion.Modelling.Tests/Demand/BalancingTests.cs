using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Demand;

public class BalancingTests
{
    [Theory]
    [InlineData(0.05, 22, 159.5674552420, 0.5917677001, 28.157666957148)]
    [InlineData(0.1, 68, 448.4011562821, 0.0174906482, 16.421720962821)]
    [InlineData(0.3, 529, 661.5882927818, 1.8e-9, 5.980136169549)]
    public void The_lattice_cases_have_their_known_values(double beta, int passes, double first, double second, double meanCost)
    {
        var lattice = new BalancingLattice(207, beta);
        var plain = Balance(lattice, new BalancingOptions { Accelerate = false });
        plain.Passes.ShouldBeInRange(passes, passes + 1);
        var accelerated = Balance(lattice, new BalancingOptions());
        accelerated.Passes.ShouldBeLessThanOrEqualTo(plain.Passes);
        foreach (var result in new[] { plain, accelerated })
        {
            var trips = result.Apply(lattice.Seed);
            result.LargestError.ShouldBeLessThanOrEqualTo(1e-9);
            trips.Total().ShouldBe(262066.368370, 1e-5);
            trips[0, 0].ShouldBe(first, 1e-6 * first);
            trips[0, 1].ShouldBe(second, 1e-6 * second + 1e-10);
            lattice.MeanCost(trips).ShouldBe(meanCost, 1e-7 * meanCost);
        }
    }

    [Fact]
    public void Acceleration_saves_most_of_the_passes_where_deterrence_is_strong() =>
        Balance(new BalancingLattice(207, 0.3), new BalancingOptions()).Passes.ShouldBeLessThan(529 / 4);

    [Fact]
    public void Totals_are_met_to_1e_minus_10_and_odds_ratios_are_the_seed_s()
    {
        var lattice = new BalancingLattice(40, 0.05);
        var trips = Balance(lattice, new BalancingOptions { Tolerance = 1e-12 }).Apply(lattice.Seed);
        for (var i = 0; i < trips.Size; i++)
        {
            trips.Row(i).ToArray().Sum().ShouldBe(lattice.RowTotals[i], 1e-10 * lattice.RowTotals[i]);
            Enumerable.Range(0, trips.Size).Sum(row => trips[row, i]).ShouldBe(lattice.ColumnTotals[i], 1e-10 * lattice.ColumnTotals[i]);
        }

        (trips[3, 7] * trips[20, 31] / (trips[3, 31] * trips[20, 7]))
            .ShouldBe(lattice.Seed[3, 7] * lattice.Seed[20, 31] / (lattice.Seed[3, 31] * lattice.Seed[20, 7]), 1e-9);
    }

    [Fact]
    public void A_symmetric_case_is_solved_by_hand()
    {
        var result = Balancing.Balance(new OdMatrix(2, [2, 1, 1, 2]), [30, 30], [30, 30]).Value.Apply(new OdMatrix(2, [2, 1, 1, 2]));
        result.Values.ToArray().ShouldBe([20, 10, 10, 20], 1e-9);
    }

    [Fact]
    public void One_and_two_workers_give_the_same_bits()
    {
        var lattice = new BalancingLattice(207, 0.1);
        Balance(lattice, new BalancingOptions { Workers = 2 }).RowFactor.ShouldBe(Balance(lattice, new BalancingOptions()).RowFactor);
    }

    [Fact]
    public void Zones_without_totals_stay_empty()
    {
        var seed = new OdMatrix(3, [1, 1, 1, 1, 1, 1, 1, 1, 1]);
        var trips = Balancing.Balance(seed, [6, 0, 4], [0, 5, 5]).Value.Apply(seed);
        trips.Values.ToArray().ShouldBe([0, 3, 3, 0, 0, 0, 0, 2, 2], 1e-9);
    }

    [Fact]
    public void Structural_zeros_stay_zero()
    {
        var seed = new OdMatrix(3, [0, 1, 2, 3, 0, 1, 1, 1, 0]);
        var trips = Balancing.Balance(seed, [10, 10, 10], [10, 10, 10]).Value.Apply(seed);
        for (var zone = 0; zone < 3; zone++)
            trips[zone, zone].ShouldBe(0);
        trips.Total().ShouldBe(30, 1e-9);
    }

    [Fact]
    public void Totals_that_disagree_are_refused() =>
        Balancing.Balance(new OdMatrix(2, [1, 1, 1, 1]), [1, 2], [1, 3]).Problems.Single().Message
            .ShouldBe("row totals sum to 3 and column totals to 4; they must agree");

    [Fact]
    public void A_row_whose_cells_are_all_closed_is_named() =>
        Balancing.Balance(new OdMatrix(2, [0, 1, 0, 1]), [1, 2], [1, 2]).Problems.Select(p => p.Message)
            .ShouldBe(["zone 1 must receive 1 but every cell of its column is closed"]);

    [Fact]
    public void Zeros_that_make_the_totals_impossible_are_explained()
    {
        // Rows 1 and 2 can only use column 3, which takes 5 of their 6.
        var seed = new OdMatrix(3, [0, 0, 1, 0, 0, 1, 1, 1, 1]);
        var problems = Balancing.Balance(seed, [3, 3, 3], [2, 2, 5], new BalancingOptions { MaxPasses = 200 }).Problems;
        problems[0].Message.ShouldStartWith("the totals are not met");
        problems.Skip(1).ShouldNotBeEmpty();
    }

    private static BalancingResult Balance(BalancingLattice lattice, BalancingOptions options) =>
        Balancing.Balance(lattice.Seed, lattice.RowTotals, lattice.ColumnTotals, options).Value;
}
