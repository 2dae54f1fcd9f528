using MegaRegion.Modelling.Dynamics;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Dynamics;

public class HubDynamicsTests
{
    [Theory]
    [InlineData(1, 1.271540317408)]
    [InlineData(2, 2.381097845542)]
    public void Two_equal_hubs_lose_stability_at_the_known_scale(double distance, double critical)
    {
        var rest = HubDynamics.Stability(TwoHubs(distance, scale: 1.1), [1, 1]);
        rest.CriticalScale.ShouldBe(critical, 1e-11);
        rest.CriticalScale.ShouldBe(Math.Pow(Math.Cosh(distance / 2), 2), 1e-12);
        rest.DominantEigenvalue.ShouldBe(1.1 / critical, 1e-11);
    }

    [Theory]
    [InlineData(0.9, 1, 1)]
    [InlineData(1.1, 2, 0)]
    public void Below_the_critical_scale_both_hubs_live_above_it_one_takes_all(double share, double first, double second)
    {
        var system = TwoHubs(1, share * 1.271540317408);
        var rest = HubDynamics.Settle(system, [1.01, 0.99]);
        rest.Converged.ShouldBeTrue();
        rest.Size.ShouldBe([first, second], 1e-9);
        HubDynamics.Stability(system, [1, 1]).IsStable.ShouldBe(share < 1);
        HubDynamics.Stability(system, rest.Size).IsStable.ShouldBeTrue();
        HubDynamics.Follow(system, [1.01, 0.99], speed: 1, [500])[0].ShouldBe([first, second], 0.01);
    }

    [Theory]
    [InlineData(0.8, 0.05, 30, 14, 172.389317, 7, 162.681270, 22, 157.371064, 27.66342407)]
    [InlineData(1.3, 0.1, 9, 26, 498.350647, 19, 463.567589, 9, 437.841282, 8.21117304)]
    public void Thirty_hubs_on_the_lattice_come_to_the_known_rest(
        double scale, double deterrence, int alive, int first, double firstSize, int second, double secondSize, int third, double thirdSize, double diversity)
    {
        var rest = HubDynamics.Settle(Lattice(scale, deterrence), [.. Enumerable.Repeat(100.0, 30)]);
        rest.Converged.ShouldBeTrue();
        rest.Size.Count(size => size > 0).ShouldBe(alive);
        rest.Size[first].ShouldBe(firstSize, 1e-5);
        rest.Size[second].ShouldBe(secondSize, 1e-5);
        rest.Size[third].ShouldBe(thirdSize, 1e-5);
        rest.Size.Sum().ShouldBe(3063.40409902, 1e-7);
        Math.Exp(rest.Size.Where(size => size > 0).Sum(size => -size / 3063.40409902 * Math.Log(size / 3063.40409902))).ShouldBe(diversity, 1e-7);
    }

    [Fact]
    public void Growth_follows_its_equation_where_it_can_be_solved_by_hand()
    {
        // One hub draws all: dW/dt = (1 − W) W, the logistic curve.
        var system = new HubSystem([1], new OdMatrix(1), 1, 1, [1]);
        var sizes = HubDynamics.Follow(system, [0.1], speed: 1, [1, 2, 5]);
        for (var k = 0; k < 3; k++)
        {
            var time = new[] { 1.0, 2, 5 }[k];
            sizes[k][0].ShouldBe(1 / (1 + (9 * Math.Exp(-time))), 1e-6);
        }
    }

    [Fact]
    public void The_tipping_distance_is_what_a_small_growth_does_not_earn()
    {
        var system = Lattice(0.8, 0.05);
        var rest = HubDynamics.Settle(system, [.. Enumerable.Repeat(100.0, 30)]);
        var stability = HubDynamics.Stability(system, rest.Size);
        var (more, inflow) = ((double[])rest.Size.Clone(), new double[30]);
        more[7] += 1e-4;
        system.Inflow(more, inflow);
        stability.TippingDistance[7].ShouldBe(1 - ((inflow[7] - rest.Inflow[7]) / 1e-4), 1e-5);
        stability.TippingDistance.ShouldAllBe(distance => distance > 0);
    }

    [Fact]
    public void A_hub_without_size_stays_without()
    {
        HubDynamics.Settle(TwoHubs(1, 0.5), [1, 0]).Size.ShouldBe([2.0, 0], 1e-11);
        HubDynamics.Follow(TwoHubs(1, 0.5), [1, 0], 1, [10])[0][1].ShouldBe(0);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Should.Throw<ArgumentException>(() => new HubSystem([-1, 1], new OdMatrix(2), 1, 1, [1, 1]));
        Should.Throw<ArgumentException>(() => new HubSystem([1, 1], new OdMatrix(2), 1, 1, [1, 0]));
        Should.Throw<ArgumentException>(() => new HubSystem([1, 1], new OdMatrix(2), 0, 1, [1, 1]));
        Should.Throw<ArgumentException>(() => new HubSystem([1, 1], new OdMatrix(2) { [0, 1] = double.NaN }, 1, 1, [1, 1]));
    }

    private static HubSystem TwoHubs(double distance, double scale) =>
        new([1, 1], new OdMatrix(2, [0, distance, distance, 0]), scale, 1, [1, 1]);

    private static HubSystem Lattice(double scale, double deterrence)
    {
        var cost = new OdMatrix(30);
        for (var i = 0; i < 30; i++)
        {
            for (var j = 0; j < 30; j++)
                cost[i, j] = Math.Sqrt(Math.Pow(Place(i, 0.6180339887498949) - Place(j, 0.6180339887498949), 2) + Math.Pow(Place(i, 0.7548776662466927) - Place(j, 0.7548776662466927), 2));
        }

        return new HubSystem([.. Enumerable.Range(0, 30).Select(i => 100 * (1 + (0.5 * Math.Sin(i))))], cost, scale, deterrence, [.. Enumerable.Repeat(1.0, 30)]);
    }

    private static double Place(int zone, double step) => 100 * (step * zone % 1);
}
