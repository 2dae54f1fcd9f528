using System.CommandLine;
using System.Diagnostics;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Paths;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary><c>megaregion skim</c>: the cheapest cost between all zones, on the empty network or at an equilibrium.</summary>
internal static class SkimCommand
{
    private const double NoGap = -1;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var network = new NetworkOptions();
        var gap = Numbers.Option("--gap", "Costs at the user equilibrium of this relative gap (default: on the empty network). 均衡時の費用", NoGap, 0, 1);
        var threads = Numbers.Threads();
        var output = new Option<FileInfo?>("--out") { Description = "Write origin,destination,cost to this file. 出力先", HelpName = "file" };
        var command = new Command("skim", "Cheapest costs between all zones. ゾーン間の最小費用") { gap, threads, output };
        network.AddTo(command);
        command.SetSessionAction((session, stop) =>
        {
            var input = network.Read(session.Arguments);
            var start = Stopwatch.GetTimestamp();
            var (target, workers) = (session.Arguments.GetValue(gap), session.Arguments.GetValue(threads));
            var graph = new NetworkGraph(input.Network);
            var cost = target == NoGap ? FreeFlow(graph, input.Weights) : Congested(graph, input, target, workers, stop);
            var skim = SkimKernel.Cost(graph, cost, workers);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (session.Arguments.GetValue(output) is { } file)
                WholeFile.Write(file.FullName, writer => OdTableWriter.Write(writer, input.Zones, "cost", skim));
            Show(session, input, skim, seconds);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static double[] FreeFlow(NetworkGraph graph, CostWeights weights)
    {
        var cost = new BprCost(graph, weights);
        return [.. Enumerable.Range(0, graph.LinkCount).Select(link => cost.Cost(link, 0))];
    }

    private static double[] Congested(NetworkGraph graph, NetworkInput input, double gap, int threads, CancellationToken stop) =>
        graph.FromFileOrder(new AssignRequest(gap, 1000, threads, UsesFrankWolfe: false, IsSystemOptimum: false).Solve(input, null, stop).LinkCost);

    private static void Show(Session session, NetworkInput input, OdMatrix skim, double seconds)
    {
        var (sum, unreachable) = (0.0, 0);
        foreach (var value in skim.Values)
            (sum, unreachable) = double.IsFinite(value) ? (sum + value, unreachable) : (sum, unreachable + 1);
        var pairs = (skim.Size * (skim.Size - 1)) - unreachable;
        if (session.IsJson)
        {
            Json.Write(new
            {
                network = input.Name,
                zones = skim.Size,
                tollWeight = input.Weights.Toll,
                distanceWeight = input.Weights.Distance,
                weightsFrom = input.WeightsFrom,
                sum,
                mean = sum / Math.Max(1, pairs),
                unreachablePairs = unreachable,
                seconds,
                peakMemoryBytes = MemoryUse.PeakBytes,
            });
            return;
        }

        session.Say(session.Words.Pick(
            $"{input.Name}: sum of costs {Numbers.Text(sum)}, mean {Numbers.Text(sum / Math.Max(1, pairs))}, pairs without path {unreachable}, {seconds:F3} s",
            $"{input.Name}: 費用の合計 {Numbers.Text(sum)}、平均 {Numbers.Text(sum / Math.Max(1, pairs))}、経路のない組 {unreachable}、{seconds:F3} 秒"));
    }
}
