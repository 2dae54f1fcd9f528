using MegaRegion.Modelling.Coupling;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Coupling;

public class LayerCouplingTests
{
    [Fact]
    public void A_shock_settles_at_the_closed_form_of_two_layers()
    {
        var coupling = Two(0.3, 0.5);
        var response = coupling.Respond([1, 0]).Value;
        response.Change[0].ShouldBe(1 / (1 - 0.15), 1e-12);
        response.Change[1].ShouldBe(0.5 / (1 - 0.15), 1e-12);
        response.Induced[1, 0].ShouldBe(response.Change[1], 1e-12);
        response.Residual.ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void Without_coupling_every_layer_keeps_its_own_shock()
    {
        var response = Two(0, 0).Respond([0.2, -0.1]).Value;
        response.Change.ShouldBe([0.2, -0.1]);
    }

    [Theory]
    [InlineData(0.9, 0.9, true)]
    [InlineData(2, 0.49, true)]
    [InlineData(2, 0.5, false)]
    [InlineData(1.2, 1.2, false)]
    public void A_coupling_is_stable_up_to_a_spectral_radius_of_one(double first, double second, bool isStable)
    {
        var coupling = Two(first, second);
        coupling.SpectralRadius.ShouldBe(Math.Sqrt(first * second), 1e-12);
        coupling.IsStable.ShouldBe(isStable);
        coupling.Respond([1, 1]).IsOk.ShouldBe(isStable);
    }

    [Fact]
    public void Swapping_layers_swaps_the_answer()
    {
        var (ahead, swapped) = (Two(0.3, 0.5).Respond([1, 2]).Value, Two(0.5, 0.3).Respond([2, 1]).Value);
        swapped.Change[0].ShouldBe(ahead.Change[1], 1e-14);
        swapped.Change[1].ShouldBe(ahead.Change[0], 1e-14);
    }

    [Fact]
    public void The_elasticity_that_made_a_layer_is_estimated()
    {
        var random = new Random(7);
        var (people, goods, distance) = (new OdMatrix(12), new OdMatrix(12), new OdMatrix(12));
        for (var i = 0; i < 12; i++)
        {
            for (var j = 0; j < 12; j++)
            {
                if (i == j)
                    continue;
                distance[i, j] = 50 + (20 * Math.Abs(i - j)) + (i % 3);
                people[i, j] = 1000 * (i + 2) * (j + 1) / distance[i, j] * Math.Exp(random.NextDouble());
                goods[i, j] = 5 * (j + 3) * Math.Pow(people[i, j], 0.4) * Math.Pow(distance[i, j], -0.7);
            }
        }

        var coupling = LayerCoupling.Estimate(["people", "goods"], [people, goods], distance).Value;
        coupling[1, 0].ShouldBe(0.4, 1e-9);
        coupling.StandardError[1, 0].ShouldBeLessThan(1e-6);
    }

    private static LayerCoupling Two(double firstBySecond, double secondByFirst) =>
        new(["people", "goods"], new[,] { { 0, firstBySecond }, { secondByFirst, 0 } }, new double[2, 2]);
}
