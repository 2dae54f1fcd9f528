using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Bench.Ingest;
using MegaRegion.V1;

namespace MegaRegion.Bench.Flat;

/// <summary>
/// Measures what one thing costs while the ledger around it grows: an idle hub and a report beside more and more registered
/// hubs, and a start and a report behind a longer and longer journal. Each size has a store and server processes of its own.
/// </summary>
public static class FlatBench
{
    private const int JournalHubs = 100;
    private const int TailHubs = 10;
    private const long MaxTailFlows = 1_000_000;
    private const int Million = 1_000_000;
    private const int MaxAttempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Measures every size, the smallest first.</summary>
    /// <param name="options">Which sizes.</param>
    /// <param name="progress">Told in words what is being measured; may be null.</param>
    /// <param name="cancellationToken">Ends it early, with an exception.</param>
    public static async Task<FlatBenchResult> RunAsync(
        FlatBenchOptions options, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var hubs = new List<FlatHubsRow>();
        foreach (var count in options.Hubs.Order())
        {
            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{count} registered hubs"));
            var row = await InFolderAsync(options, folder => MeasureHubsAsync(folder, count, options.Ingest, cancellationToken));
            hubs.Add(hubs.Count == 0 ? row : row with
            {
                BytesPerIdleHub = (row.ResidentBytes - hubs[0].ResidentBytes) / (double)(row.Hubs - hubs[0].Hubs),
            });
        }

        var journal = new List<FlatJournalRow>();
        foreach (var millions in options.JournalMillions.Order())
        {
            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{millions} million flows in the journal"));
            journal.Add(await InFolderAsync(options, folder => MeasureJournalAsync(folder, millions, options, cancellationToken)));
        }

        return new FlatBenchResult(IngestBench.Machine, TimeProvider.System.GetUtcNow(), hubs, journal);
    }

    private static async Task<TRow> InFolderAsync<TRow>(FlatBenchOptions options, Func<string, Task<TRow>> measure)
    {
        var folder = Directory.CreateDirectory(Path.Combine(
            options.Ingest.TemporaryFolder, string.Create(CultureInfo.InvariantCulture, $"megaregion-flat-{Environment.ProcessId}")));
        try
        {
            return await measure(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<FlatHubsRow> MeasureHubsAsync(
        string folder, int hubs, IngestBenchOptions options, CancellationToken cancellationToken)
    {
        await PrepareAsync(folder, hubs, options, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await using var server = await IngestServer.StartAsync(options, folder, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new FlatHubsRow(
            hubs, server.ResidentBytes, BytesPerIdleHub: null, seconds, await ReportAsync(server, options, cancellationToken));
    }

    private static async Task<FlatJournalRow> MeasureJournalAsync(
        string folder, double millions, FlatBenchOptions options, CancellationToken cancellationToken)
    {
        var flows = (long)(millions * Million);
        var tailFlows = Math.Min(MaxTailFlows, flows);
        await PrepareAsync(folder, JournalHubs + options.Ingest.BulkHubs, options.Ingest, cancellationToken);
        await AppendAsync(folder, options.Ingest.BulkHubs, JournalHubs, flows, options.Ingest, cancellationToken);
        var bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
        var (wholeReady, whole, rate) = await StartAsync(folder, options, staysForSnapshots: true, cancellationToken);
        await AppendAsync(folder, options.Ingest.BulkHubs, TailHubs, tailFlows, options.Ingest, cancellationToken);
        var (tailReady, tail, _) = await StartAsync(folder, options, staysForSnapshots: false, cancellationToken);
        return new FlatJournalRow(flows, bytes, whole, (whole - wholeReady) / millions, tailFlows, tailReady, tail, rate);
    }

    private static async Task<(double Ready, double Answered, double FlowsPerSecond)> StartAsync(
        string folder, FlatBenchOptions options, bool staysForSnapshots, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var server = await IngestServer.StartAsync(options.Ingest, folder, cancellationToken);
        var ready = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var channel = GrpcChannel.ForAddress(server.Address);
        await AskAsync(new FlowService.FlowServiceClient(channel), cancellationToken);
        var answered = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (!staysForSnapshots)
        {
            return (ready, answered, 0);
        }

        var stay = Task.Delay(options.SnapshotWait, cancellationToken);
        var rate = await ReportAsync(server, options.Ingest, cancellationToken);
        await stay;
        return (ready, answered, rate);
    }

    // A place that takes longer to wake up than a call may last is refused until it is awake; what is below it is awake by then.
    private static async Task AskAsync(FlowService.FlowServiceClient flows, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await flows.QueryFlowsAsync(
                    new QueryFlowsRequest { Level = Level.Region, View = FlowView.OdMatrix }, cancellationToken: cancellationToken);
                return;
            }
            catch (RpcException) when (attempt < MaxAttempts)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    // A first start fills the catalogue with the places of the country.
    private static async Task PrepareAsync(string folder, int hubs, IngestBenchOptions options, CancellationToken cancellationToken)
    {
        await using (await IngestServer.StartAsync(options, folder, cancellationToken))
        {
        }

        await using var store = FlatStore.Open(folder);
        await store.RegisterAsync(hubs, cancellationToken);
    }

    private static async Task AppendAsync(
        string folder, int firstHub, int hubs, long flows, IngestBenchOptions options, CancellationToken cancellationToken)
    {
        await using var store = FlatStore.Open(folder);
        await store.AppendAsync(firstHub, hubs, flows, options.FlowsPerReport, cancellationToken);
    }

    private static async Task<double> ReportAsync(
        IngestServer server, IngestBenchOptions options, CancellationToken cancellationToken)
    {
        var loaded = options with { SingleHubs = options.BulkHubs };
        var places = await IngestBench.PrepareAsync(server, loaded, cancellationToken);
        return (await new IngestLoad(server, loaded, places).BulkAsync(columns: true, reportsPerSecond: null, cancellationToken))
            .FlowsPerSecond;
    }
}
