using System.CommandLine;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion bench</c>: measures the two embedded layers on this machine.</summary>
internal static class BenchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("bench", "Measure the embedded engine and gRPC layer on this machine. 性能を測る")
    {
        BenchEngineCommand.Create(),
        BenchRpcCommand.Create(),
        BenchRpcCommand.CreateServer(),
    };
}
