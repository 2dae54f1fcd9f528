using System.CommandLine;
using System.Diagnostics;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Formats;
using Spectre.Console;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary><c>megaregion assign</c>: loads trips on a network until nobody can find a cheaper path.</summary>
internal static class AssignCommand
{
    private const string FrankWolfe = "bfw";
    private const string SystemOptimum = "so";

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var network = new NetworkOptions();
        var gap = Numbers.Option("--gap", "Relative gap at which to stop (default 1e-6). 相対ギャップ", 1e-6, 0, 1);
        var iterations = Numbers.Whole("--max-iterations", "Iterations after which to stop (default 1000). 最大反復数", 1000, 1, 1_000_000);
        var threads = Numbers.Threads();
        var method = new Option<string>("--method") { Description = "b (Algorithm B, default) or bfw (bi-conjugate Frank-Wolfe). 解法", DefaultValueFactory = _ => "b" }.AcceptOnlyFromAmong("b", FrankWolfe);
        var principle = new Option<string>("--principle") { Description = "ue (user equilibrium, default) or so (system optimum). 均衡の種類", DefaultValueFactory = _ => "ue" }.AcceptOnlyFromAmong("ue", SystemOptimum);
        var flowsOut = new Option<FileInfo?>("--flows-out") { Description = "Write link flows and costs to this file (TNTP). リンク交通量の出力先", HelpName = "file" };
        var classes = ClassInput.Option();
        var command = new Command("assign", "Assign trips to a network to a stated gap. 交通量を配分する") { gap, iterations, threads, method, principle, classes, flowsOut };
        network.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(classes) is not null && string.Equals(result.GetValue(method), FrankWolfe, StringComparison.Ordinal))
                result.AddError("--classes needs --method b.");
        });
        command.SetSessionAction(async (session, stop) =>
        {
            var arguments = session.Arguments;
            var request = new AssignRequest(
                arguments.GetValue(gap),
                arguments.GetValue(iterations),
                arguments.GetValue(threads),
                string.Equals(arguments.GetValue(method), FrankWolfe, StringComparison.Ordinal),
                string.Equals(arguments.GetValue(principle), SystemOptimum, StringComparison.Ordinal));
            var (input, result, answer) = await RunAsync(session, () => network.Read(arguments, arguments.GetValue(classes)), request, stop);
            if (arguments.GetValue(flowsOut) is { } file)
                WholeFile.Write(file.FullName, writer => TntpWriter.WriteFlows(writer, input.Network, result.LinkFlow, result.LinkCost, AssignClasses.Flows(input, result)));
            Show(session, answer);
            return result.Reason == StopReason.IterationLimit ? ExitCode.Difference : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<(NetworkInput Input, AssignmentResult Result, AssignJson Answer)> RunAsync(
        Session session, Func<NetworkInput> read, AssignRequest request, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var input = read();
        var parsed = Stopwatch.GetTimestamp();
        var result = session.IsInteractive
            ? await session.Notes.Progress().StartAsync(context => Task.Run(() => request.Solve(input, GapDisplay.On(context, request.Gap), stop), stop))
            : request.Solve(input, null, stop);
        var (seconds, withParsing) = (Stopwatch.GetElapsedTime(parsed).TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
        return (input, result, Answer(input, request, result, seconds, withParsing));
    }

    private static AssignJson Answer(NetworkInput input, AssignRequest request, AssignmentResult result, double seconds, double withParsing) => new()
    {
        Network = input.Name,
        Zones = input.Network.ZoneCount,
        Nodes = input.Network.NodeCount,
        Links = input.Network.Links.Count,
        ParallelLinks = input.Network.ParallelLinks().Count,
        AssignedTrips = result.AssignedTrips,
        IntrazonalTrips = result.IntrazonalTrips,
        Principle = request.IsSystemOptimum ? SystemOptimum : "ue",
        Method = request.UsesFrankWolfe ? "biconjugate-frank-wolfe" : "algorithm-b",
        TollWeight = input.Weights.Toll,
        DistanceWeight = input.Weights.Distance,
        WeightsFrom = input.WeightsFrom,
        GapTarget = request.Gap,
        RelativeGap = result.RelativeGap,
        Objective = result.Objective,
        TotalTime = result.TotalCost,
        Iterations = result.History.Count,
        Reason = char.ToLowerInvariant(result.Reason.ToString()[0]) + result.Reason.ToString()[1..],
        Threads = request.Threads,
        Seconds = seconds,
        SecondsWithParsing = withParsing,
        PeakMemoryBytes = MemoryUse.PeakBytes,
        Classes = AssignClasses.Answer(input, result),
        Work = result.Work,
        History = result.History,
    };

    private static void Show(Session session, AssignJson answer)
    {
        if (session.IsJson)
        {
            Json.Write(answer);
            return;
        }

        var words = session.Words;
        var table = Grids.Create(words.Pick("Quantity", "量"), words.Pick("Value", "値") + ">");
        table.AddTexts(words.Pick("Network", "ネットワーク"), answer.Network);
        table.AddTexts(words.Pick("Relative gap", "相対ギャップ"), Numbers.Text(answer.RelativeGap));
        table.AddTexts(words.Pick("Objective (Beckmann)", "目的関数 (Beckmann)"), Numbers.Text(answer.Objective));
        table.AddTexts(words.Pick("Total generalised time", "総一般化時間"), Numbers.Text(answer.TotalTime));
        table.AddTexts(words.Pick("Trips assigned", "配分したトリップ"), Numbers.Text(answer.AssignedTrips));
        table.AddTexts(words.Pick("Iterations", "反復数"), Amounts.Exact(answer.Iterations));
        table.AddTexts(words.Pick("Seconds (with parsing)", "秒（読込を含む）"), $"{answer.Seconds:F3} ({answer.SecondsWithParsing:F3})");
        session.Console.Write(table);
        AssignClasses.Show(session, answer.Classes);
        if (answer.RelativeGap > answer.GapTarget)
            session.Note(words.Pick($"The gap of {Numbers.Text(answer.GapTarget)} was not reached.", $"ギャップ {Numbers.Text(answer.GapTarget)} に達していません。"));
    }
}
