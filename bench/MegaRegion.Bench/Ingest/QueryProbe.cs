using System.Diagnostics;
using Grpc.Net.Client;
using MegaRegion.V1;

namespace MegaRegion.Bench.Ingest;

/// <summary>Asks for the matrix of a level again and again beside a load, and measures each answer.</summary>
internal static class QueryProbe
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    /// <summary>Milliseconds from each question to its whole answer (one page), sorted, while a load runs.</summary>
    public static async Task<IReadOnlyList<double>> MeasureAsync(
        IngestServer server, Level level, Task load, TimeSpan warmUp, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(server.Address);
        var flows = new FlowService.FlowServiceClient(channel);
        var request = new QueryFlowsRequest { Level = level, View = FlowView.OdMatrix };
        var milliseconds = new List<double>();
        await Task.WhenAny(load, Task.Delay(warmUp, cancellationToken));
        using var timer = new PeriodicTimer(Period);
        while (!load.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
        {
            var asked = Stopwatch.GetTimestamp();
            await flows.QueryFlowsAsync(request, cancellationToken: cancellationToken);
            milliseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        await load;
        milliseconds.Sort();
        return milliseconds;
    }
}
