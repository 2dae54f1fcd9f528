using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Combined;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.ModeChoice;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Bench;

/// <summary>
/// The kernels of the engine on one network, on one worker (more workers make tasks). None of them may allocate once it is
/// warm; <see cref="Control"/> does, and shows that the meter sees it.
/// </summary>
internal static class KernelProbes
{
    private const int RoundsToSettle = 8;
    private const double Dispersion = 0.5;
    private const double Deterrence = 0.1;

    /// <summary>All kernels.</summary>
    public static IReadOnlyList<KernelProbe> Of(NetworkGraph graph, BprCost cost, OdMatrix trips)
    {
        double[] free = [.. Enumerable.Range(0, graph.LinkCount).Select(link => cost.Cost(link, 0))];
        return
        [
            Tree(graph, free),
            Skim(graph, free),
            AllOrNothing(graph, free, trips),
            Bushes(graph, cost, trips),
            DemandStep(graph, cost, trips),
            LogitLoading(graph, cost, free, trips),
            BalancingPass(graph, free, trips, accelerate: false),
            BalancingPass(graph, free, trips, accelerate: true),
            ModeShares(),
        ];
    }

    /// <summary>A skim that makes its own matrix: what the meter must find.</summary>
    public static KernelProbe Control(NetworkGraph graph) =>
        new("control that allocates", () => SkimKernel.Cost(graph, new double[graph.LinkCount]));

    private static KernelProbe Tree(NetworkGraph graph, double[] free)
    {
        var search = new ShortestPathSearch(graph);
        return new KernelProbe("shortest-path trees of all origins", () =>
        {
            foreach (var origin in graph.NodeOfZone)
                search.Run(origin, free);
        });
    }

    private static KernelProbe Skim(NetworkGraph graph, double[] free)
    {
        var (sweep, skims, attributes) = (new SkimSweep(graph, 1), new[] { new OdMatrix(graph.ZoneCount), new OdMatrix(graph.ZoneCount) }, new[] { free });
        return new KernelProbe("skim of cost and one attribute", () => sweep.Run(free, attributes, skims));
    }

    private static KernelProbe AllOrNothing(NetworkGraph graph, double[] free, OdMatrix trips)
    {
        var (loading, flow) = (new AllOrNothing(graph, TripList.Create(graph, trips).Value, 1), new double[graph.LinkCount]);
        return new KernelProbe("all-or-nothing sweep", () => loading.Load(free, flow, CancellationToken.None));
    }

    private static KernelProbe Bushes(NetworkGraph graph, BprCost cost, OdMatrix trips)
    {
        var set = Settled(graph, cost, TripList.Create(graph, trips).Value);
        return new KernelProbe("Algorithm B: sweep, rebuild, passes, sums", () => Round(set));
    }

    private static KernelProbe DemandStep(NetworkGraph graph, BprCost cost, OdMatrix trips)
    {
        var demand = new ElasticDemand(trips, Deterrence);
        var called = demand.Trips(SkimKernel.Cost(graph, [.. Enumerable.Range(0, graph.LinkCount).Select(link => cost.Cost(link, 0))])).Value;
        var tables = new[] { called[0].Copy() };
        var set = Settled(graph, cost, TripList.Create(graph, tables[0]).Value);
        var (step, onPaths, entries) = (new DemandStep<BprCost>(demand, set, tables), new OdMatrix(graph.ZoneCount), new double[set.Trips.Trips.Length]);
        return new KernelProbe("step of the demand with line search", () =>
        {
            set.PathCost(entries);
            set.Trips.Scatter(entries, onPaths);
            step.Take(onPaths, called);
        });
    }

    private static KernelProbe LogitLoading(NetworkGraph graph, BprCost cost, double[] free, OdMatrix trips)
    {
        var solver = new StochasticSolver<BprCost>(graph, cost, TripList.Create(graph, trips).Value, Dispersion, new StochasticOptions());
        var flow = new double[graph.LinkCount];
        return new KernelProbe("logit loading", () => solver.Load(free, flow, CancellationToken.None));
    }

    private static KernelProbe BalancingPass(NetworkGraph graph, double[] free, OdMatrix trips, bool accelerate)
    {
        var seed = SkimKernel.Cost(graph, free);
        foreach (ref var value in seed.Values)
            value = Math.Exp(-Deterrence * value);
        var totals = new double[seed.Size];
        for (var zone = 0; zone < totals.Length; zone++)
            totals[zone] = 1 + Reduction.Sum(trips.Row(zone));
        var run = new BalancingRun(seed, totals, totals, new BalancingOptions { Accelerate = accelerate });
        return new KernelProbe(accelerate ? "balancing pass, accelerated" : "balancing pass", () => run.Advance(run.Pass()));
    }

    private static KernelProbe ModeShares()
    {
        var (logit, utility, share) = (new NestedLogit([0, 0, 1, 1], [0.5, 0.8]), new[] { -1.0, -2, -1.5, double.NegativeInfinity }, new double[4]);
        return new KernelProbe("nested logit", () => logit.Shares(utility, share));
    }

    private static BushSet<BprCost> Settled(NetworkGraph graph, BprCost cost, TripList trips)
    {
        var set = new BushSet<BprCost>(graph, cost, trips, [[]], 1, null);
        set.LoadInitially(CancellationToken.None);
        for (var k = 0; k < RoundsToSettle; k++)
            Round(set);
        return set;
    }

    private static void Round(BushSet<BprCost> set)
    {
        set.Sweep(0, null, CancellationToken.None);
        set.Equilibrate(0, CancellationToken.None);
        set.Improve(0, CancellationToken.None);
        set.Equilibrate(0, CancellationToken.None);
        set.SumFlows();
    }
}
