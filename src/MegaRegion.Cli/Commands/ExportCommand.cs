using System.CommandLine;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion export</c>: the ledger for other programs.</summary>
internal static class ExportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("export", "Write what the ledger holds for other programs. 台帳を書き出す")
    {
        ExportFlowsCommand.Create(),
    };
}
