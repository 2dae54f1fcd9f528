using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Circulation;
using MegaRegion.Modelling.Combined;
using MegaRegion.Modelling.Coupling;
using MegaRegion.Modelling.Dynamics;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Transit;

namespace MegaRegion.Cli.Commands.Modelling.Validation;

/// <summary>Small cases that are solved by hand or by a root of one equation.</summary>
internal static class ClosedFormOracles
{
    private const string Root = "root of one equation to 1e-12";
    private const string ByHand = "by hand";

    private static readonly NetworkLink[] TwoRoads = [new(1, 2, 4, 0, 10, 0.15, 4), new(1, 2, 6, 0, 15, 0.15, 4)];

    // The textbook network: t = 10 x on two links, 50 + x on two, 10 + x on the bridge from 3 to 4.
    private static readonly NetworkLink[] Braess =
    [
        new(1, 3, 1, 0, 1e-8, 1e9, 1), new(1, 4, 50, 0, 50, 1, 1), new(3, 2, 50, 0, 50, 1, 1), new(3, 4, 10, 0, 10, 1, 1), new(4, 2, 1, 0, 1e-8, 1e9, 1),
    ];

    /// <summary>Adds all comparisons.</summary>
    public static void Add(OracleList list)
    {
        Roads(list);
        Paradox(list);
        Stochastic(list);
        Elastic(list);
        Services(list);
        Hubs(list);
        Circulation(list);
        Coupling(list);
    }

    private static void Roads(OracleList list)
    {
        var (graph, cost, trips) = Two();
        var options = new AssignmentOptions { RelativeGap = 1e-14 };
        var user = ModellingInput.Accept(BushAssignment.Solve(graph, cost, trips, options));
        var system = ModellingInput.Accept(BushAssignment.Solve(graph, new MarginalCost<BprCost>(cost), trips, options));
        list.In("User equilibrium", "two roads", Root)
            .Within("flow of the first", 5.576166311393, user.LinkFlow[0], 1e-9)
            .Within("cost", 15.664925031939, user.LinkCost[0], 1e-9);
        list.In("System optimum", "two roads", Root)
            .Within("flow of the first", 4.556110158497, system.LinkFlow[0], 1e-9)
            .Within("total time", 147.0236277434, system.Objective, 1e-9)
            .Within("price of anarchy", 1.0654699025, user.TotalCost / system.Objective, 1e-9);
    }

    private static void Paradox(OracleList list)
    {
        var options = new AssignmentOptions { RelativeGap = 1e-13 };
        foreach (var (name, links, objective, cost) in new[] { ("Braess", Braess, 386.0, 92.0), ("Braess without the bridge", [.. Braess.Where(link => link is not { FromNode: 3, ToNode: 4 })], 399, 83) })
        {
            var (graph, trips) = (new NetworkGraph(new NetworkDefinition(2, 4, 1, links)), new OdMatrix(2) { [0, 1] = 6 });
            var result = ModellingInput.Accept(BushAssignment.Solve(graph, new BprCost(graph, CostWeights.TimeOnly), trips, options));
            list.In("User equilibrium", name, ByHand).Within("objective", objective, result.Objective, 1e-6).Within("cost of a trip", cost, result.TotalCost / 6, 1e-6);
        }
    }

    private static void Stochastic(OracleList list)
    {
        var (graph, cost, trips) = Two();
        foreach (var (dispersion, flow, satisfaction) in new[] { (0.1, 5.302722154027, 8.2891865528), (0.5, 5.490412277885, 14.1252419951), (2, 5.552282761205, 15.2743039653) })
        {
            var result = ModellingInput.Accept(StochasticAssignment.Solve(graph, cost, trips, dispersion, new StochasticOptions { Residual = 1e-12 }));
            list.In("Stochastic equilibrium", FormattableString.Invariant($"two roads, θ = {dispersion}"), Root)
                .Within("flow of the first", flow, result.LinkFlow[0], 1e-9)
                .Within("satisfaction", satisfaction, result.Satisfaction[0, 1], 1e-9);
        }
    }

    private static void Elastic(OracleList list)
    {
        var (graph, cost, _) = Two();
        var demand = new ElasticDemand(new OdMatrix(2) { [0, 1] = 20 }, 0.05);
        var result = ModellingInput.Accept(CombinedEquilibrium.Solve(graph, cost, demand, new CombinedOptions { RelativeGap = 0 }));
        list.In("Elastic demand", "two roads, D = 20 exp(−0.05 u)", Root)
            .Within("trips", 9.280935193308, result.Trips[0][0, 1], 1e-9)
            .Within("cost", 15.355399133849, result.Cost[0, 1], 1e-9);
    }

    private static void Services(OracleList list)
    {
        TransitLine[] lines = [new("1", [1, 2], [25], 12), new("2", [1, 3, 4], [7, 6], 12), new("3", [3, 4, 2], [4, 4], 30), new("4", [4, 2], [10], 6)];
        var network = ModellingInput.Accept(TransitNetwork.Create(2, 4, lines, []));
        list.In("Timetable services", "four lines of Spiess and Florian", ByHand)
            .Within("expected minutes, optimal strategy", 27.75, ModellingInput.Accept(OptimalStrategy.Solve(network, new OdMatrix(2))).Cost[0, 1], 1e-12)
            .Within("minutes, one path", 31, network.Skim().Cost[0, 1], 1e-12);
    }

    private static void Hubs(OracleList list)
    {
        foreach (var distance in new[] { 1.0, 2 })
        {
            var system = new HubSystem([1, 1], new OdMatrix(2, [0, distance, distance, 0]), 1.1, 1, [1, 1]);
            list.In("Hubs", FormattableString.Invariant($"two equal hubs, βd = {distance}"), "cosh²(βd / 2)")
                .Within("critical scale", Math.Pow(Math.Cosh(distance / 2), 2), HubDynamics.Stability(system, [1, 1]).CriticalScale, 1e-11);
        }

        foreach (var (scale, deterrence, living, hub, size, diversity) in new[] { (0.8, 0.05, 30, 14, 172.389317, 27.66342407), (1.3, 0.1, 9, 26, 498.350647, 8.21117304) })
        {
            var outflows = Lattice.Outflows(30);
            var system = new HubSystem(outflows, Lattice.Distances(30), scale, deterrence, [.. Enumerable.Repeat(1.0, 30)]);
            var rest = HubDynamics.Settle(system, [.. Enumerable.Repeat(100.0, 30)]);
            var total = rest.Size.Sum();
            list.In("Hubs", FormattableString.Invariant($"30 on the lattice, α = {scale}, β = {deterrence}"), "an independent program")
                .Within("living", living, rest.Size.Count(value => value > 0), 0)
                .Within($"size of hub {hub}", size, rest.Size[hub], 1e-5)
                .Within("effective number", diversity, Math.Exp(rest.Size.Where(value => value > 0).Sum(value => -value / total * Math.Log(value / total))), 1e-7)
                .Relative("sum of sizes", outflows.Sum(), total, 1e-9);
        }
    }

    private static void Circulation(OracleList list)
    {
        var (cycle, drain) = (new OdMatrix(3) { [0, 1] = 5, [1, 2] = 5, [2, 0] = 5 }, new OdMatrix(3) { [0, 1] = 5, [1, 2] = 5, [0, 2] = 10 });
        list.In("Circulation", "a pure cycle", ByHand).Within("convection share", 1, HodgeDecomposition.Decompose(cycle).ConvectionShare, 1e-12);
        list.In("Circulation", "a pure gradient", ByHand).Within("convection share", 0, HodgeDecomposition.Decompose(drain).ConvectionShare, 1e-12);
    }

    // Two layers: x₁ = s₁ + Γ₁₂ x₂, x₂ = s₂ + Γ₂₁ x₁.
    private static void Coupling(OracleList list)
    {
        var coupling = new LayerCoupling(["first", "second"], new[,] { { 0, 0.3 }, { 0.5, 0 } }, new double[2, 2]);
        var response = ModellingInput.Accept(coupling.Respond([1, 0]));
        list.In("Coupling of layers", "two layers, Γ₁₂ = 0.3, Γ₂₁ = 0.5, a shock of 1 to the first", "closed form")
            .Within("spectral radius", Math.Sqrt(0.3 * 0.5), coupling.SpectralRadius, 1e-12)
            .Within("change of the first", 1 / (1 - (0.3 * 0.5)), response.Change[0], 1e-12)
            .Within("change of the second", 0.5 / (1 - (0.3 * 0.5)), response.Change[1], 1e-12);
    }

    private static (NetworkGraph Graph, BprCost Cost, OdMatrix Trips) Two()
    {
        var graph = new NetworkGraph(new NetworkDefinition(2, 2, 1, TwoRoads));
        return (graph, new BprCost(graph, CostWeights.TimeOnly), new OdMatrix(2) { [0, 1] = 10 });
    }
}
