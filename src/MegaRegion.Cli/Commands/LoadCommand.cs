using System.CommandLine;
using MegaRegion.Cli.Load;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;
using MegaRegion.DataSet.Replay;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion load</c>: puts the flows of a run on a server as live reports, or finds the most that it holds.</summary>
internal static class LoadCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var onServer = ScenarioOptions.OnServer();
        var options = new LoadOptions();
        var command = new Command("load", "Put the flows of a run on a server as live reports. 計算結果を報告の負荷としてサーバーにかける");
        options.AddTo(command);
        command.Options.Add(onServer);
        shared.AddTo(command);
        command.SetSessionAction(async (session, stop) =>
        {
            var arguments = session.Arguments;
            var bench = shared.Bench(arguments);
            var name = options.RunOf(arguments);
            var run = arguments.GetValue(onServer) ? await new ServerRuns(session).GetAsync(name, stop) : bench.Store.Get(name);
            var settings = options.Settings(arguments, session.Url);
            if (options.FindsLimit(arguments))
                return await new LimitJob(session, settings, run, options.Search(arguments), options.Step(arguments), options.Hold(arguments), TimeProvider.System).RunAsync(stop);
            var profiles = DailyProfile.Read(bench.Data).ToDictionary(pair => (V1.Layer)(int)pair.Key, pair => pair.Value);
            return await new LoadJob(session, settings, run, TimeProvider.System).RunAsync(
                profiles, options.Pace(arguments, TimeProvider.System), options.Verifies(arguments), stop);
        });
        return command;
    }
}
