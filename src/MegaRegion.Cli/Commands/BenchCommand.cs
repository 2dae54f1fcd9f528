using System.CommandLine;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion bench</c>: measures the layers and the ingest on this machine.</summary>
internal static class BenchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("bench", "Measure the engine, the gRPC layer and the ingest on this machine. 性能を測る")
    {
        BenchEngineCommand.Create(),
        BenchRpcCommand.Create(),
        BenchIngestCommand.Create(),
        BenchQueriesCommand.Create(),
        BenchFlatCommand.Create(),
        BenchForkCommand.Create(),
        BenchRpcCommand.CreateServer(),
    };
}
