using System.Globalization;
using System.Runtime.InteropServices;
using Grpc.Net.Client;
using MegaRegion.V1;

namespace MegaRegion.Bench.Ingest;

/// <summary>
/// Measures the way of a flow from a client to the disk: server and client in two processes over loopback, every
/// acknowledgement after an fsync; and in the same run what the machine could do at best at each step.
/// </summary>
public static class IngestBench
{
    private const double HalfLoad = 0.5;
    private const int PlacesNeeded = 500;

    /// <summary>Starts the server process, runs the loads and measures the limits.</summary>
    /// <param name="options">How long, how wide, and how the server is started.</param>
    /// <param name="progress">Told in words what is being measured; may be null.</param>
    /// <param name="cancellationToken">Ends the benchmark early, with an exception.</param>
    /// <exception cref="InvalidOperationException">The server process did not start.</exception>
    public static async Task<IngestBenchResult> RunAsync(
        IngestBenchOptions options, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = Directory.CreateDirectory(Path.Combine(
            options.TemporaryFolder, string.Create(CultureInfo.InvariantCulture, $"megaregion-ingest-{Environment.ProcessId}")));
        try
        {
            var loads = await MeasureLoadsAsync(options, folder, progress, cancellationToken);
            progress?.Report("limits of the machine");
            return await IngestLimits.MeasureAsync(loads, options, folder, progress, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The id of a hub of the benchmark.</summary>
    internal static string HubId(int number) => string.Create(CultureInfo.InvariantCulture, $"hub:bench-{number}");

    /// <summary>Processors, memory and runtime.</summary>
    internal static string Machine => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} x {RuntimeInformation.ProcessArchitecture}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.FrameworkDescription}");

    private static async Task<IngestLoads> MeasureLoadsAsync(
        IngestBenchOptions options, DirectoryInfo folder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var store = options.Store ?? Path.Combine(folder.FullName, "store");
        await using var server = await IngestServer.StartAsync(options, store, cancellationToken);
        var places = await PrepareAsync(server, options, cancellationToken);
        var load = new IngestLoad(server, options, places);
        progress?.Report("warming up");
        _ = await load.BulkAsync(columns: false, reportsPerSecond: null, cancellationToken);
        _ = await load.BulkAsync(columns: true, reportsPerSecond: null, cancellationToken);
        progress?.Report("columnar reports");
        var before = SizeOf(store);
        var acceptedBefore = await load.AcceptedFlowsAsync(cancellationToken);
        var columnar = await load.BulkAsync(columns: true, reportsPerSecond: null, cancellationToken);
        var written = SizeOf(store) - before;
        var accepted = await load.AcceptedFlowsAsync(cancellationToken) - acceptedBefore;
        progress?.Report("columnar reports at half load");
        var columnarHalf = await load.BulkAsync(columns: true, columnar.ReportsPerSecond * HalfLoad, cancellationToken);
        var readers = options.Watchers > 0 || options.Queries
            ? await IngestReaders.MeasureAsync(server, load, options, places, progress, cancellationToken)
            : null;
        progress?.Report("plain reports");
        var plain = await load.BulkAsync(columns: false, reportsPerSecond: null, cancellationToken);
        progress?.Report("reports of one flow");
        var single = await load.SinglesAsync(reportsPerSecond: null, cancellationToken);
        progress?.Report("reports of one flow at half load");
        var singleHalf = await load.SinglesAsync(single.ReportsPerSecond * HalfLoad, cancellationToken);
        var bytesPerFlow = options.Store is null ? written / (double)accepted : (double?)null;
        return new IngestLoads(columnar, columnarHalf, plain, single, singleHalf, bytesPerFlow, readers, places);
    }

    /// <summary>Registers the hubs of the loads; returns the cities.</summary>
    internal static async Task<IReadOnlyList<string>> PrepareAsync(
        IngestServer server, IngestBenchOptions options, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(server.Address);
        var catalog = new CatalogService.CatalogServiceClient(channel);
        var cities = await catalog.ListPlacesAsync(
            new ListPlacesRequest { Level = Level.City, PageSize = PlacesNeeded }, cancellationToken: cancellationToken);
        string[] places = [.. cities.Places.Select(place => place.Id)];
        await Parallel.ForAsync(
            0,
            Math.Max(options.BulkHubs, options.SingleHubs),
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken },
            async (number, cancelled) => await RegisterAsync(catalog, HubId(number), places[number % places.Length], cancelled));
        return places;
    }

    /// <summary>Registers a hub, unless it is there.</summary>
    internal static async Task RegisterAsync(
        CatalogService.CatalogServiceClient catalog, string id, string city, CancellationToken cancellationToken)
    {
        var hub = new Place
        {
            Id = id,
            Level = Level.Hub,
            Parent = city,
            Kind = "coworking",
            NameJa = id,
            NameEn = id,
        };
        try
        {
            await catalog.RegisterPlaceAsync(new RegisterPlaceRequest { Place = hub }, cancellationToken: cancellationToken);
        }
        catch (Grpc.Core.RpcException exception) when (exception.StatusCode == Grpc.Core.StatusCode.AlreadyExists)
        {
            // A store that was used before has it.
        }
    }

    private static long SizeOf(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) : 0;
}
