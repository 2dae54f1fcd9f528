using System.CommandLine;
using MegaRegion.Cli.Demo;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion demo</c>: a server, and the observed flows of Japan replayed into it.</summary>
internal static class DemoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var server = new ServerArguments("megaregion-demo");
        var speed = new Option<double>("--speed")
        {
            Description = "Seconds of the replayed year in one second. 再生の速さ",
            DefaultValueFactory = _ => DemoOptions.DefaultSpeed,
            HelpName = "N",
        };
        speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= DemoOptions.MaxSpeed))
            {
                result.AddError($"--speed: give a number above 0, at most {DemoOptions.MaxSpeed:F0}.");
            }
        });
        var limit = Durations.Option("--for", "End by itself after this time. この時間で終わる");
        var command = new Command("demo", "Replay the observed flows of Japan into a server and watch them. 実データを再生して見る") { speed, limit };
        server.AddTo(command);
        command.SetSignalledAction((session, signals) =>
        {
            var arguments = session.Arguments;
            var options = new DemoOptions(server.Read(arguments), arguments.GetValue(speed), arguments.GetValue(limit));
            return new DemoRun(session, options, TimeProvider.System).RunAsync(signals);
        });
        return command;
    }
}
