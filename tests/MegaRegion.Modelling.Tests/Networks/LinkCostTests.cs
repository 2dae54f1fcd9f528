using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Networks;

public class LinkCostTests
{
    public static readonly TheoryData<double, double, double> Shapes = new()
    {
        { 10, 0.15, 4 }, { 10, 0.15, 1 }, { 10, 0.5, 2.7 }, { 3, 2, 0.5 }, { 10, 0.15, 0 }, { 0, 0.15, 4 }, { 7, 0, 4 }, { 5, 1, 12 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Derivative_and_integral_agree_with_the_value(double time, double b, double power)
    {
        var cost = Cost(new NetworkLink(1, 2, 4, 2, time, b, power, Toll: 3), new CostWeights(0.5, 0.25));
        foreach (var x in new[] { 0.5, 3.0, 6.0 })
        {
            const double Step = 1e-5;
            var value = cost.Cost(0, x, out var derivative);
            value.ShouldBe(time * (1 + (b * Math.Pow(x / 4, power))) + 2, 1e-12);
            cost.Cost(0, x).ShouldBe(value, 1e-12);
            derivative.ShouldBe((cost.Cost(0, x + Step) - cost.Cost(0, x - Step)) / (2 * Step), 1e-6 * (1 + derivative));
            value.ShouldBe((cost.Integral(0, x + Step) - cost.Integral(0, x - Step)) / (2 * Step), 1e-6 * value);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Marginal_cost_is_the_derivative_of_total_cost(double time, double b, double power)
    {
        var cost = Cost(new NetworkLink(1, 2, 4, 0, time, b, power), CostWeights.TimeOnly);
        var marginal = new MarginalCost<BprCost>(cost);
        const double Step = 1e-5;
        const double X = 3;
        var value = marginal.Cost(0, X, out var derivative);
        value.ShouldBe((((X + Step) * cost.Cost(0, X + Step)) - ((X - Step) * cost.Cost(0, X - Step))) / (2 * Step), 1e-5);
        derivative.ShouldBe((marginal.Cost(0, X + Step) - marginal.Cost(0, X - Step)) / (2 * Step), 1e-4);
        marginal.Integral(0, X).ShouldBe(X * cost.Cost(0, X), 1e-12);
    }

    [Fact]
    public void The_derivative_stays_finite_at_zero_flow_for_powers_below_one()
    {
        Cost(new NetworkLink(1, 2, 4, 0, 3, 2, 0.5), CostWeights.TimeOnly).Cost(0, 0, out var derivative).ShouldBe(3);
        double.IsFinite(derivative).ShouldBeTrue();
    }

    [Fact]
    public void A_link_that_congests_without_capacity_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Cost(new NetworkLink(1, 2, 0, 0, 3, 2, 4), CostWeights.TimeOnly));

    [Fact]
    public void Huge_capacity_and_power_neither_overflow_nor_vanish() =>
        Cost(new NetworkLink(1, 2, 1e30, 0, 1, 1, 20), CostWeights.TimeOnly).Cost(0, 1e30).ShouldBe(2, 1e-12);

    private static BprCost Cost(NetworkLink link, CostWeights weights) =>
        new(TestNetwork.Build(2, 2, 1, [link]).Graph, weights);
}
