using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Bench.Ingest;
using MegaRegion.V1;

namespace MegaRegion.Bench.Forks;

/// <summary>
/// Forks the live state again and again while flows come in at a rate, in a server process of its own. Phases without and with
/// forks take turns, so that what the machine's neighbours do falls on both. Then the journal is read once from its
/// beginning, and each fork is compared with the sums at its position.
/// </summary>
public static class ForkBench
{
    // 365 days scale the flows of the window by 1.
    private const int WindowDays = 365;

    /// <summary>Starts the server, forks, and compares.</summary>
    /// <param name="options">How long, how hard, and how the server is started.</param>
    /// <param name="progress">Told in words what is being done; may be null.</param>
    /// <param name="cancellationToken">Ends it early, with an exception.</param>
    /// <exception cref="InvalidOperationException">The server did not start or did not solve a fork.</exception>
    public static async Task<ForkBenchResult> RunAsync(
        ForkBenchOptions options, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = Directory.CreateDirectory(Path.Combine(
            options.Ingest.TemporaryFolder, string.Create(CultureInfo.InvariantCulture, $"megaregion-fork-{Environment.ProcessId}")));
        try
        {
            await using var server = await IngestServer.StartAsync(options.Ingest, Path.Combine(folder.FullName, "store"), cancellationToken);
            using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
            var country = await ForkCountry.PrepareAsync(channel, options.Ingest.BulkHubs, cancellationToken);
            return await MeasureAsync(options, server, channel, country, progress, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<ForkBenchResult> MeasureAsync(
        ForkBenchOptions options, IngestServer server, GrpcChannel channel, ForkCountry country, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var from = until.AddDays(1 - WindowDays);
        var planner = new ForkPlanner(channel, from, until);
        var load = new IngestLoad(server, options.Ingest, country.Places);
        progress?.Report("warming up: the model, and reports alone");
        var observed = (await planner.ObserveAsync(cancellationToken)).People;
        _ = await LoadAsync();
        var (rounds, forks) = (new List<ForkRound>(), new List<ForkedRun>());
        for (var round = 0; round < options.Rounds; round++)
        {
            var known = forks.Count;

            // In turn: what a phase leaves to the next one falls on both kinds.
            var first = round % 2 == 0 ? await AloneAsync() : await BesideAsync();
            var second = round % 2 == 0 ? await BesideAsync() : await AloneAsync();
            var (alone, beside) = round % 2 == 0 ? (first, second) : (second, first);
            rounds.Add(new ForkRound(alone.FlowsPerSecond, alone.Percentile(0.99), beside.FlowsPerSecond, beside.Percentile(0.99), forks.Count - known));
        }

        progress?.Report("comparing the forks with the journal");
        var cut = new LedgerCut(country.PrefectureOf, MillisecondsOf(from), MillisecondsOf(until.AddDays(1)));
        return ResultOf(options, rounds, await CompareAsync(channel, forks, cut, observed, cancellationToken));

        Task<LoadResult> LoadAsync() => load.BulkAsync(columns: true, options.FlowsPerSecond / (double)options.Ingest.FlowsPerReport, cancellationToken);

        Task<LoadResult> AloneAsync()
        {
            progress?.Report("reports alone");
            return LoadAsync();
        }

        async Task<LoadResult> BesideAsync()
        {
            progress?.Report("reports beside forks");
            var running = LoadAsync();
            do
            {
                forks.Add(await planner.ForkAsync(cancellationToken));
            }
            while (!running.IsCompleted);
            return await running;
        }
    }

    private static async Task<IReadOnlyList<ForkFinding>> CompareAsync(
        ChannelBase channel, IReadOnlyList<ForkedRun> forks, LedgerCut cut, ForkedLayer observed, CancellationToken cancellationToken)
    {
        var waiting = new Queue<ForkedRun>(forks.OrderBy(fork => fork.Position));
        var findings = new List<ForkFinding>();
        using var export = new OperationsService.OperationsServiceClient(channel).ExportFlows(
            new ExportFlowsRequest { ToPosition = forks.Max(fork => fork.Position) }, cancellationToken: cancellationToken);
        await foreach (var page in export.ResponseStream.ReadAllAsync(cancellationToken))
        {
            foreach (var report in page.Reports)
            {
                while (waiting.TryPeek(out var next) && next.Position < report.Position)
                    findings.Add(cut.Compare(waiting.Dequeue(), observed));
                foreach (var flow in report.Flows)
                    cut.Add(flow);
            }
        }

        findings.AddRange(waiting.Select(fork => cut.Compare(fork, observed)));
        return findings;
    }

    private static ForkBenchResult ResultOf(ForkBenchOptions options, IReadOnlyList<ForkRound> rounds, IReadOnlyList<ForkFinding> forks)
    {
        var (alone, beside) = (Median(rounds.Select(round => round.AloneFlowsPerSecond)), Median(rounds.Select(round => round.BesideFlowsPerSecond)));
        return new ForkBenchResult
        {
            OfferedFlowsPerSecond = options.FlowsPerSecond,
            AloneFlowsPerSecond = alone,
            BesideFlowsPerSecond = beside,
            IngestLossShare = 1 - (beside / alone),
            Rounds = rounds,
            Forks = forks,
            CellsCompared = forks.Sum(fork => (long)fork.Cells),
            Differences = forks.Sum(fork => (long)fork.Differences),
            Machine = IngestBench.Machine,
        };
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static long MillisecondsOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();
}
