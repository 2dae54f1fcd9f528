using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Scenarios;

/// <summary>Options that all scenario commands share.</summary>
internal sealed class ScenarioOptions
{
    private readonly Option<string?> _data = new("--data") { Description = "The data directory (default: where the program finds it). データの場所", HelpName = "folder" };
    private readonly Option<string?> _runs = new("--runs") { Description = $"Folder in which runs are kept (default: ${RunStore.EnvironmentVariable}, else the user's). 計算結果の保存先", HelpName = "folder" };

    /// <summary>An option that sends the command to the server.</summary>
    public static Option<bool> OnServer() => new("--on-server") { Description = "On the server at --url instead of here. サーバー上で行う" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_runs);
    }

    /// <summary>What they say.</summary>
    public ScenarioBench Bench(ParseResult arguments) =>
        new(arguments.GetValue(_data), arguments.GetValue(_runs), new Words(GlobalOptions.LanguageOf(arguments)));
}
