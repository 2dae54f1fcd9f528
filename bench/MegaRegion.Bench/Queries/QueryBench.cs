using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.V1;

namespace MegaRegion.Bench.Queries;

/// <summary>Asks a server for the matrix of a level again and again, and measures each answer.</summary>
public static class QueryBench
{
    // The first questions wait for code to be compiled and for connections.
    private const int WarmUpQuestions = 10;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks every 20 ms, one question at a time, each for the first page.</summary>
    /// <param name="server">The server's gRPC address.</param>
    /// <param name="level">The level whose matrix is asked for.</param>
    /// <param name="duration">How long, after a few questions that are not counted.</param>
    /// <param name="cancellationToken">Ends it early, with an exception.</param>
    /// <exception cref="RpcException">The server refused a question or was not there.</exception>
    public static async Task<QueryBenchResult> RunAsync(Uri server, Level level, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(server);
        var flows = new FlowService.FlowServiceClient(channel);
        var request = new QueryFlowsRequest { Level = level, View = FlowView.OdMatrix };
        for (var i = 0; i < WarmUpQuestions; i++)
        {
            await flows.QueryFlowsAsync(request, cancellationToken: cancellationToken);
        }

        var milliseconds = new List<double>();
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Period);
        while (Stopwatch.GetElapsedTime(started) < duration && await timer.WaitForNextTickAsync(cancellationToken))
        {
            var asked = Stopwatch.GetTimestamp();
            await flows.QueryFlowsAsync(request, cancellationToken: cancellationToken);
            milliseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        return QueryBenchResult.Of(milliseconds);
    }
}
