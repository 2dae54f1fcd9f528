using System.CommandLine;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario</c>: writes, checks, runs, shows, compares and exports what-ifs, here or on a server.</summary>
internal static class ScenarioCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("scenario", "What-if scenarios: new, check, run, list, cancel, show, compare, check-forecast, export. シナリオ分析")
    {
        ScenarioNewCommand.Create(),
        ScenarioCheckCommand.Create(),
        ScenarioRunCommand.Create(),
        ScenarioListCommand.Create(),
        ScenarioCancelCommand.Create(),
        ScenarioShowCommand.Create(),
        ScenarioCompareCommand.Create(),
        ScenarioCheckForecastCommand.Create(),
        ScenarioExportCommand.Create(),
    };
}
