using System.CommandLine;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion alert</c>: rules about indicators, and the alerts that they raise.</summary>
internal static class AlertCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("alert", "Alerts on indicators of the live ledger. 指標の警報")
    {
        AlertPutCommand.Create(),
        AlertRulesCommand.Create(),
        AlertListCommand.Create(),
        AlertWatchCommand.Create(),
        AlertDeleteCommand.Create(),
    };
}
