using System.Globalization;
using MegaRegion.Bench.Ingest;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Bench.Flat;

/// <summary>Fills a folder's store while no server runs: as a server would, and much faster.</summary>
internal sealed class FlatStore : IAsyncDisposable
{
    private const int RegisteredAtOnce = 10_000;

    private readonly ServiceProvider _services;

    private FlatStore(ServiceProvider services) => _services = services;

    private IJournal Journal => _services.GetRequiredService<IJournal>();

    private ICatalogStore Catalogue => _services.GetRequiredService<ICatalogStore>();

    /// <summary>Opens the store of a folder.</summary>
    public static FlatStore Open(string folder)
    {
        var services = new ServiceCollection();
        services.AddMegaRegionSqliteStore(options => options.Path = Path.Combine(folder, "ledger.db"));
        return new FlatStore(services.BuildServiceProvider());
    }

    /// <summary>Registers the hubs of the benchmark, spread over the cities.</summary>
    public async Task RegisterAsync(int hubs, CancellationToken cancellationToken)
    {
        var cities = await CitiesAsync(cancellationToken);
        foreach (var numbers in Enumerable.Range(0, hubs).Chunk(RegisteredAtOnce))
        {
            await Catalogue.AddAsync([.. numbers.Select(number => HubOf(number, cities))], cancellationToken);
        }
    }

    /// <summary>Appends reports of some hubs in turn, of as many flows as a bulk load sends.</summary>
    /// <param name="firstHub">The first hub.</param>
    /// <param name="hubs">How many.</param>
    /// <param name="flows">Of all reports together.</param>
    /// <param name="flowsPerReport">Of one report.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task AppendAsync(int firstHub, int hubs, long flows, int flowsPerReport, CancellationToken cancellationToken)
    {
        string[] places = [.. (await CitiesAsync(cancellationToken)).Select(city => city.Value)];
        var heads = (await Journal.ListHubsAsync(0, cancellationToken)).ToDictionary(head => head.Hub);
        var share = flows / flowsPerReport / hubs;
        await Task.WhenAll(Enumerable.Range(firstHub, hubs).Select(async number =>
        {
            var hub = new PlaceId(IngestBench.HubId(number));
            var payload = ReportCodec.Encode(FlowsOf(hub, places, flowsPerReport, number));
            var (offset, sequence) = heads.TryGetValue(hub, out var head) ? (head.LastOffset, head.Reports) : (0, 0);
            for (var report = 0; report < share; report++)
            {
                var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
                offset = await Journal.AppendAsync(
                    hub, offset, [new JournalRecord("flat", ++sequence, now, flowsPerReport, payload)], cancellationToken);
            }
        }));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Flow[] FlowsOf(PlaceId hub, string[] places, int count, int seed) =>
    [
        .. IngestFlows.Make(hub.Value, places, count, TimeProvider.System.GetUtcNow(), seed).Select(flow => new Flow(
            new PlaceId(flow.Origin),
            new PlaceId(flow.Destination),
            (Layer)flow.Layer,
            flow.Quantity,
            new EventTime(flow.EventTimeMs),
            (Purpose)flow.Purpose,
            (TransportMode)flow.Mode)),
    ];

    private static Place HubOf(int number, IReadOnlyList<PlaceId> cities)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Hub {number}");
        return new Place(
            new PlaceId(IngestBench.HubId(number)), Level.Hub, cities[number % cities.Count], "coworking", name, name);
    }

    private async Task<IReadOnlyList<PlaceId>> CitiesAsync(CancellationToken cancellationToken) =>
    [
        .. (await Catalogue.LoadAsync(cancellationToken)).Entries
            .Where(entry => entry.Place.Level == Level.City).Select(entry => entry.Place.Id).Order(),
    ];
}
