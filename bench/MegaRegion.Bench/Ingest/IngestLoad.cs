using System.Diagnostics;
using Grpc.Net.Client;
using MegaRegion.Client.Reporting;
using MegaRegion.V1;

namespace MegaRegion.Bench.Ingest;

/// <summary>Loads the server with the reports of many hubs and measures.</summary>
internal sealed class IngestLoad(IngestServer server, IngestBenchOptions options, IReadOnlyList<string> places)
{
    private const int ReportsPerHub = 4;

    private int _run;

    /// <summary>Hubs that report in bulk, as fast as they are acknowledged or at a rate.</summary>
    /// <param name="columns">Whether in columns.</param>
    /// <param name="reportsPerSecond">Of all hubs together; null for as fast as possible.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<LoadResult> BulkAsync(bool columns, double? reportsPerSecond, CancellationToken cancellationToken) => RunAsync(
        options.BulkHubs,
        channels: options.BulkHubs,
        hub => new HubClientOptions { Hub = hub, Producer = NameOfRun(), ColumnsFromFlows = columns ? 1 : int.MaxValue },
        (hub, number) => [.. Enumerable.Range(0, ReportsPerHub).Select(report =>
            IngestFlows.Make(hub, places, options.FlowsPerReport, TimeProvider.System.GetUtcNow(), (number * ReportsPerHub) + report))],
        reportsPerSecond,
        cancellationToken);

    /// <summary>Many hubs that report one flow at a time.</summary>
    public Task<LoadResult> SinglesAsync(double? reportsPerSecond, CancellationToken cancellationToken) => RunAsync(
        options.SingleHubs,
        channels: 2,
        hub => new HubClientOptions { Hub = hub, Producer = NameOfRun(), MaxUnacknowledgedReports = options.SinglesInFlight },
        (hub, number) => [IngestFlows.Make(hub, places, 1, TimeProvider.System.GetUtcNow(), number)],
        reportsPerSecond,
        cancellationToken);

    /// <summary>Flows that the server has accepted so far.</summary>
    public async Task<long> AcceptedFlowsAsync(CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(server.Address);
        var operations = new OperationsService.OperationsServiceClient(channel);
        return (await operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: cancellationToken)).Flows;
    }

    private string NameOfRun() => $"run-{_run}";

    private async Task<LoadResult> RunAsync(
        int hubs,
        int channels,
        Func<string, HubClientOptions> optionsOf,
        Func<string, int, Flow[][]> reportsOf,
        double? reportsPerSecond,
        CancellationToken cancellationToken)
    {
        _run++;
        var counter = new LoadCounter();
        GrpcChannel[] open = [.. Enumerable.Range(0, channels).Select(_ => GrpcChannel.ForAddress(server.Address))];
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var pace = reportsPerSecond is { } rate ? TimeSpan.FromSeconds(hubs / rate) : (TimeSpan?)null;
            Task[] running = [.. Enumerable.Range(0, hubs).Select(number => Task.Run(
                async () =>
                {
                    var hub = IngestBench.HubId(number);
                    await using var client = new HubClient(open[number % channels], optionsOf(hub));
                    await ReportAsync(client, reportsOf(hub, number), counter, pace, number * 1.0 / hubs, over.Token);
                },
                CancellationToken.None))];
            var result = await counter.MeasureAsync(server, options.Duration / 2, options.Duration, over.Token);
            await over.CancelAsync();
            await Task.WhenAll(running);
            return result;
        }
        finally
        {
            Array.ForEach(open, channel => channel.Dispose());
        }
    }

    private static async Task ReportAsync(
        HubClient client, Flow[][] reports, LoadCounter counter, TimeSpan? pace, double phase, CancellationToken over)
    {
        var step = (long)((pace ?? TimeSpan.Zero).TotalSeconds * Stopwatch.Frequency);
        var due = Stopwatch.GetTimestamp() + (long)(step * phase);
        try
        {
            for (var i = 0; ; i++, due += step)
            {
                if (pace is null)
                    due = Stopwatch.GetTimestamp();
                else if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
                    await Task.Delay(early, over);

                // At a rate a report counts from when it was due, so a wait for room before it is part of its time.
                var flows = reports[i % reports.Length];
                var posted = await client.PostAsync(flows, over);
                _ = counter.FollowAsync(posted.Durable, flows.Length, due);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }
}
