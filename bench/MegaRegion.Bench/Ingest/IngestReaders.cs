using Grpc.Net.Client;
using MegaRegion.Bench.Queries;
using MegaRegion.V1;

namespace MegaRegion.Bench.Ingest;

/// <summary>Measures what those who read see beside the full columnar load, and what they cost it.</summary>
internal static class IngestReaders
{
    /// <summary>Runs the load alone, beside the watchers, and alone again; then beside queries of each level.</summary>
    public static async Task<IngestReadersResult> MeasureAsync(
        IngestServer server,
        IngestLoad load,
        IngestBenchOptions options,
        IReadOnlyList<string> places,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        Task<LoadResult> Bulk() => load.BulkAsync(columns: true, reportsPerSecond: null, cancellationToken);
        IReadOnlyList<double> staleness = [];
        double? loss = null;
        if (options.Watchers > 0)
        {
            progress?.Report($"columnar reports beside {options.Watchers} watchers");
            var before = await Bulk();
            LoadResult beside;
            await using (var probe = await WatchProbe.StartAsync(
                server, options.Watchers, places[0], await FindFarRegionAsync(server, places, cancellationToken), cancellationToken))
            {
                var running = Bulk();
                staleness = await probe.MeasureAsync(running, options.Duration / 2, cancellationToken);
                beside = await running;
            }

            var after = await Bulk();
            loss = 1 - (beside.FlowsPerSecond / ((before.FlowsPerSecond + after.FlowsPerSecond) / 2));
        }

        var (regions, cities) = (await QueryAsync(Level.Region), await QueryAsync(Level.City));
        return new IngestReadersResult
        {
            Watchers = options.Watchers,
            WatcherStalenessP50Milliseconds = Percentile(staleness, 0.5),
            WatcherStalenessP99Milliseconds = Percentile(staleness, 0.99),
            WatcherIngestLossShare = loss,
            RegionQueryP50Milliseconds = regions?.P50Milliseconds,
            RegionQueryP99Milliseconds = regions?.P99Milliseconds,
            CityQueryP50Milliseconds = cities?.P50Milliseconds,
            CityQueryP99Milliseconds = cities?.P99Milliseconds,
        };

        async Task<QueryBenchResult?> QueryAsync(Level level)
        {
            if (!options.Queries)
            {
                return null;
            }

            progress?.Report($"columnar reports beside queries of {level} by {level}");
            return await QueryProcess.MeasureAsync(options, server.Address, level, Bulk, cancellationToken);
        }
    }

    private static double? Percentile(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[(int)(share * (sorted.Count - 1))];

    // A region that none of the loaded places lies in, so that the probe's cell is the probe's alone.
    private static async Task<string> FindFarRegionAsync(
        IngestServer server, IReadOnlyList<string> places, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(server.Address);
        var catalog = new CatalogService.CatalogServiceClient(channel);
        async Task<IReadOnlyList<Place>> ListAsync(Level level) => (await catalog.ListPlacesAsync(
            new ListPlacesRequest { Level = level, PageSize = 1_000 }, cancellationToken: cancellationToken)).Places;
        var prefectures = (await ListAsync(Level.Prefecture)).ToDictionary(place => place.Id, place => place.Parent, StringComparer.Ordinal);
        var loaded = (await ListAsync(Level.City)).Where(city => places.Contains(city.Id, StringComparer.Ordinal))
            .Select(city => prefectures.GetValueOrDefault(city.Parent)).ToHashSet(StringComparer.Ordinal);
        return (await ListAsync(Level.Region)).Select(region => region.Id).FirstOrDefault(region => !loaded.Contains(region))
            ?? throw new InvalidOperationException("Every region has a loaded place.");
    }
}
