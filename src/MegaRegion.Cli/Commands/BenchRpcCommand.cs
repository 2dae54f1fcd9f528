using System.CommandLine;
using MegaRegion.Bench.Rpc;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion bench rpc</c>: calls and streams between two processes over loopback.</summary>
internal static class BenchRpcCommand
{
    private const string ServerName = "rpc-server";

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var duration = Durations.Option("--for", "How long each load is measured (default 3s). 測定時間");
        var command = new Command("rpc", "Measure the gRPC layer. gRPC 層を測る") { duration };
        command.SetSessionAction(async (session, stop) =>
        {
            var options = new RpcBenchOptions
            {
                ServerFileName = ThisProgram.FileName,
                ServerArguments = [.. ThisProgram.Arguments, "bench", ServerName],
            };
            if (session.Arguments.GetValue(duration) is { } time)
            {
                options = options with { Duration = time };
            }

            Show(session, await RpcBench.RunAsync(options, new BenchProgress(session), stop));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Builds the command that the benchmark runs as its second process.</summary>
    public static Command CreateServer()
    {
        var command = new Command(ServerName, "The second process of 'bench rpc'.") { Hidden = true };
        command.SetSessionAction(async (_, stop) =>
        {
            await RpcBenchServer.RunAsync(Console.In, Console.Out, stop);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Session session, RpcBenchResult result)
    {
        if (session.IsJson)
        {
            Json.Write(result);
            return;
        }

        var table = Grids.Create("load", "units/s>", "units/CPU s>", "p50 ms>", "p99 ms>");
        foreach (var rate in (RpcRate[])[result.Unary, result.Upload, result.Download])
        {
            table.AddTexts(
                rate.Name,
                Amounts.Exact((long)rate.UnitsPerSecond),
                Amounts.Exact((long)rate.UnitsPerCpuSecond),
                rate.P50Milliseconds.ToString("F2", System.Globalization.CultureInfo.InvariantCulture),
                rate.P99Milliseconds.ToString("F2", System.Globalization.CultureInfo.InvariantCulture));
        }

        session.Console.Write(table);
        session.Say(result.Machine);
    }
}
