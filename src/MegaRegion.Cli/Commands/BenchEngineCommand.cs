using System.CommandLine;
using MegaRegion.Bench.Engine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion bench engine</c>: calls between grains, and the weight of idle ones.</summary>
internal static class BenchEngineCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var duration = Durations.Option("--for", "How long each kind of call is measured (default 3s). 測定時間");
        var command = new Command("engine", "Measure the grain engine. グレインエンジンを測る") { duration };
        command.SetSessionAction(async (session, stop) =>
        {
            var options = new EngineBenchOptions();
            if (session.Arguments.GetValue(duration) is { } time)
            {
                options = options with { Duration = time };
            }

            Show(session, await EngineBench.RunAsync(options, new BenchProgress(session), stop));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Session session, EngineBenchResult result)
    {
        if (session.IsJson)
        {
            Json.Write(result);
            return;
        }

        var calls = Grids.Create("call", "calls/s>", "calls/CPU s>", "bytes/call>");
        foreach (var rate in result.Calls)
        {
            calls.AddTexts(rate.Name, Amounts.Exact((long)rate.CallsPerSecond), Amounts.Exact((long)rate.CallsPerCpuSecond), Amounts.Exact((long)rate.AllocatedBytesPerCall));
        }

        var idle = Grids.Create("idle activations>", "bytes each>");
        foreach (var weight in result.Idle)
        {
            idle.AddTexts(Amounts.Exact(weight.Activations), Amounts.Exact((long)weight.BytesPerActivation));
        }

        session.Console.Write(calls);
        session.Console.Write(idle);
        session.Say(result.Machine);
    }
}
