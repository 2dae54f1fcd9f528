using MegaRegion.Modelling.Circulation;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Circulation;

public class HodgeDecompositionTests
{
    [Fact]
    public void A_pure_cycle_circulates_whole()
    {
        var flows = new OdMatrix(3) { [0, 1] = 5, [1, 2] = 5, [2, 0] = 5 };
        var result = HodgeDecomposition.Decompose(flows);
        result.ConvectionShare.ShouldBe(1, 1e-14);
        result.CurlEnergy.ShouldBe(75, 1e-12);
        result.Potential.ShouldBe([0.0, 0, 0], 1e-14);
    }

    [Fact]
    public void A_cycle_of_four_without_diagonals_is_harmonic()
    {
        var flows = new OdMatrix(4) { [0, 1] = 2, [1, 2] = 2, [2, 3] = 2, [3, 0] = 2 };
        var result = HodgeDecomposition.Decompose(flows);
        result.HarmonicEnergy.ShouldBe(16, 1e-12);
        result.CurlEnergy.ShouldBe(0, 1e-12);
        result.ConvectionShare.ShouldBe(1, 1e-14);
    }

    [Fact]
    public void A_pure_gradient_drains_whole()
    {
        double[] height = [0, 1, 4, 9, -3];
        var flows = new OdMatrix(5);
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
                flows[i, j] = 20 + Math.Max(0, height[j] - height[i]);
        }

        var result = HodgeDecomposition.Decompose(flows);
        result.ConvectionShare.ShouldBe(0, 1e-14);
        result.Potential.ShouldBe([.. height.Select(h => h - 2.2)], 1e-12);
    }

    [Fact]
    public void Flows_that_balance_pair_by_pair_have_no_share()
    {
        var flows = new OdMatrix(3, [9, 1, 2, 1, 9, 3, 2, 3, 9]);
        HodgeDecomposition.Decompose(flows).ConvectionShare.ShouldBe(double.NaN);
        HodgeDecomposition.ConvectionShare(flows).ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.25)]
    [InlineData(4, 0.12)]
    public void Parts_of_random_flows_add_up_and_are_orthogonal(int seed, double density)
    {
        var random = new Random(seed);
        var flows = new OdMatrix(25);
        foreach (ref var value in flows.Values)
            value = random.NextDouble() < density ? 100 * random.NextDouble() : 0;
        var result = HodgeDecomposition.Decompose(flows);
        (result.GradientEnergy + result.CurlEnergy + result.HarmonicEnergy).ShouldBe(result.NetEnergy, 1e-12 * result.NetEnergy);
        for (var k = 0; k < flows.Values.Length; k++)
            (result.Gradient.Values[k] + result.Curl.Values[k] + result.Harmonic.Values[k]).ShouldBe(result.Net.Values[k], 1e-10);
        for (var zone = 0; zone < flows.Size; zone++)
        {
            result.Curl.Row(zone).ToArray().Sum().ShouldBe(0, 1e-9);
            result.Harmonic.Row(zone).ToArray().Sum().ShouldBe(0, 1e-9);
        }

        if (density == 1.0)
            result.HarmonicEnergy.ShouldBe(0);
        HodgeDecomposition.ConvectionShare(flows).ShouldBe(result.ConvectionShare, 1e-13);
    }

    [Fact]
    public void Parts_of_Austrian_migration_add_up()
    {
        var result = HodgeDecomposition.Decompose(Austria.Flow);
        result.ConvectionShare.ShouldBeInRange(0, 1);
        (result.GradientEnergy + result.CurlEnergy).ShouldBe(result.NetEnergy, 1e-12 * result.NetEnergy);
    }
}
