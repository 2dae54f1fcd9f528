using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>How an assignment is to be solved.</summary>
/// <param name="Gap">Relative gap at which to stop.</param>
/// <param name="MaxIterations">Iterations after which to stop.</param>
/// <param name="Threads">Threads.</param>
/// <param name="UsesFrankWolfe">Bi-conjugate Frank-Wolfe instead of Algorithm B.</param>
/// <param name="IsSystemOptimum">System optimum instead of user equilibrium.</param>
internal sealed record AssignRequest(double Gap, int MaxIterations, int Threads, bool UsesFrankWolfe, bool IsSystemOptimum)
{
    /// <summary>Solves it.</summary>
    /// <param name="input">Network and trips.</param>
    /// <param name="progress">Called at the start of every iteration.</param>
    /// <param name="stop">Ends the run early.</param>
    public AssignmentResult Solve(NetworkInput input, Action<AssignmentIteration>? progress, CancellationToken stop)
    {
        var graph = new NetworkGraph(input.Network);

        // Classes weigh toll and length themselves; what they share is time.
        var cost = new BprCost(graph, input.Classes.Count > 0 ? CostWeights.TimeOnly : input.Weights);
        var options = new AssignmentOptions { RelativeGap = Gap, MaxIterations = MaxIterations, Workers = Threads, Progress = progress };
        return IsSystemOptimum
            ? Solve(graph, new MarginalCost<BprCost>(cost), input, options, stop)
            : Solve(graph, cost, input, options, stop);
    }

    private AssignmentResult Solve<TCost>(NetworkGraph graph, TCost cost, NetworkInput input, AssignmentOptions options, CancellationToken stop)
        where TCost : struct, ILinkCost =>
        ModellingInput.Accept(
            input.Classes.Count > 0 ? BushAssignment.Solve(graph, cost, [.. input.Classes.Select(item => item.ToClass(input))], options, stop)
            : UsesFrankWolfe ? FrankWolfeAssignment.Solve(graph, cost, input.Trips, options, stop)
            : BushAssignment.Solve(graph, cost, input.Trips, options, stop));
}
