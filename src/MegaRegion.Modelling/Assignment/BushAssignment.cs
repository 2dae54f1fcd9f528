using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// User equilibrium by Algorithm B [Dial2006; Nie2010], the precise method.
/// <para>Problem [Beckmann1956]: minimise Σ_a ∫₀^{x_a} t_a(w) dw over link flows x that carry all trips from origin to
/// destination; at the minimum no traveller can find a cheaper path (Wardrop's first principle). With
/// <see cref="MarginalCost{TCost}"/> as cost function the same problem is the system optimum.</para>
/// <para>Method: the trips of each origin live on an acyclic part of the network, its bush. An iteration computes the
/// shortest-path tree of every origin at current costs, which gives the exact relative gap
/// (Σ x t − Σ trips · shortest cost) / Σ x t; adds to each bush the links that make better paths and drops those without
/// flow (<see cref="BushBuilder"/>); and then moves flow inside the bushes, one after the other, by Newton steps
/// between the dearest used and the cheapest path to every merge node (<see cref="BushEquilibrator{TCost}"/>) until
/// the excess inside the bushes is small against what the first pass found. Up to three rounds follow in which every bush
/// takes up the better links between the nodes that it has, for which it needs no shortest paths, and flow is moved
/// again. Bushes keep only nodes on the way to destinations, so a round costs half a sweep, and
/// a warm start begins with rounds, after the bushes that a closure has cut are mended (<see cref="BushMender{TCost}"/>).</para>
/// <para>Stopping: relative gap, number of iterations, or the precision of double numbers. Cost: one all-origins sweep
/// of shortest paths per iteration, of which all but the first follow the order of the one before
/// (<see cref="RepeatedTrees"/>), plus the passes; ChicagoSketch takes 5 iterations to 1e-6, 7 to 1e-12. Memory: 16 bytes per
/// bush link, 4 per origin and node. Parallel: trees, bush rebuilding and the labels of passes; flow moves in one bush at a time
/// (<see cref="BushPass{TCost}"/>). Nothing depends on the number of workers, so results are the same bit for bit.</para>
/// <para>Link flows are unique where costs increase; the split over origins is one of many.</para>
/// </summary>
public static class BushAssignment
{
    /// <summary>Solves a user equilibrium.</summary>
    /// <typeparam name="TCost">The link cost functions.</typeparam>
    /// <param name="graph">The network.</param>
    /// <param name="cost">Cost of each link as a function of its flow.</param>
    /// <param name="trips">Trips between the zones of the network; the diagonal is not assigned.</param>
    /// <param name="options">When to stop and how many threads to use.</param>
    /// <param name="cancellation">Ends the run early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The flows, or which trips are wrong or have no path.</returns>
    public static Outcome<AssignmentResult> Solve<TCost>(
        NetworkGraph graph, TCost cost, OdMatrix trips, AssignmentOptions options, CancellationToken cancellation = default)
        where TCost : struct, ILinkCost
    {
        var list = TripList.Create(graph, trips);
        return list.IsOk
            ? new BushSolver<TCost>(graph, cost, list.Value, [[]], options).Solve(cancellation)
            : Outcome<AssignmentResult>.Refused(list.Problems);
    }

    /// <summary>
    /// Solves a user equilibrium of several classes, which minimises the Beckmann objective plus Σ flow · toll
    /// [Dafermos1972]. Total flows are unique where costs increase; where classes share paths, their split over the paths is
    /// one of many.
    /// </summary>
    /// <typeparam name="TCost">The link cost functions.</typeparam>
    /// <param name="graph">The network.</param>
    /// <param name="cost">Cost of each link, common to all classes, as a function of the flow of all.</param>
    /// <param name="classes">Who travels, at least one class.</param>
    /// <param name="options">When to stop and how many threads to use.</param>
    /// <param name="cancellation">Ends the run early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The flows, in total and by class, or which trips or tolls are wrong or have no path.</returns>
    public static Outcome<AssignmentResult> Solve<TCost>(
        NetworkGraph graph, TCost cost, IReadOnlyList<TravelClass> classes, AssignmentOptions options, CancellationToken cancellation = default)
        where TCost : struct, ILinkCost
    {
        if (classes.Count == 0)
            throw new ArgumentException("Name at least one class.", nameof(classes));
        var problems = new ProblemList("classes");
        foreach (var item in classes)
            CheckToll(graph, item, problems);
        if (!problems.IsEmpty)
            return Outcome<AssignmentResult>.Refused(problems.Items);
        var list = TripList.Create(graph, [.. classes.Select(item => item.Trips)]);
        double[][] tolls = [.. classes.Select(item => item.Toll.Count == 0 ? [] : graph.FromFileOrder([.. item.Toll]))];
        return list.IsOk
            ? new BushSolver<TCost>(graph, cost, list.Value, tolls, options).Solve(cancellation)
            : Outcome<AssignmentResult>.Refused(list.Problems);
    }

    private static void CheckToll(NetworkGraph graph, TravelClass item, ProblemList problems)
    {
        if (item.Toll.Count != 0 && item.Toll.Count != graph.LinkCount)
            problems.Add(0, "toll", $"class {item.Name} has {item.Toll.Count} tolls, the network {graph.LinkCount} links");
        for (var link = 0; link < item.Toll.Count; link++)
        {
            if (!(item.Toll[link] >= 0))
                problems.Add(link + 1, "toll", $"class {item.Name}: expected a number of at least 0, found {item.Toll[link]:R}");
        }
    }
}
