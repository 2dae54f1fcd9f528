using System.CommandLine;
using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Server;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion serve</c>: runs a server until Ctrl-C or SIGTERM.</summary>
internal static class ServeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var options = new ServerArguments("megaregion-store");
        var command = new Command("serve", "Run a server. サーバーを起動する");
        options.AddTo(command);
        command.SetSessionAction((session, stop) => RunAsync(session, options.Read(session.Arguments), stop));
        return command;
    }

    private static async Task<int> RunAsync(Session session, ServerOptions options, CancellationToken stop)
    {
        NativeHeap.ReturnWhatIsFree();
        await using var server = MegaRegionServer.Create(options);
        await server.StartAsync(stop);
        Announce(session, server);
        var failed = await server.WaitForStopAsync(stop);
        await server.StopAsync();
        if (!session.IsJson)
        {
            session.Note(session.Words.Pick("Stopped; every acknowledged report is kept.", "停止しました。確定した報告はすべて保存されています。"));
        }

        return failed ? ExitCode.Unavailable : ExitCode.Ok;
    }

    private static void Announce(Session session, MegaRegionServer server)
    {
        var sinceStart = ProcessStart.Age(TimeProvider.System);
        if (session.IsJson)
        {
            Json.WriteLine(new
            {
                State = "ready",
                Grpc = server.GrpcAddress,
                Web = server.WebAddress,
                Seconds = Math.Round(sinceStart.TotalSeconds, 3),
                ResidentBytes = MemoryUse.ResidentBytes,
            });
            return;
        }

        session.Note(string.Create(CultureInfo.InvariantCulture, $"""
            {session.Words.Pick("Ready", "準備完了")}: {sinceStart.TotalSeconds:F2} s, {session.Words.Memory} {Amounts.MebiBytes(MemoryUse.ResidentBytes)}
              gRPC                          {server.GrpcAddress}
              gRPC-Web, /metrics, /health   {server.WebAddress}
            {session.Words.Pick("Ctrl-C stops.", "Ctrl-C で停止します。")}
            """));
    }
}
