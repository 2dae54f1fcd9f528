using Grpc.Net.Client;
using MegaRegion.Bench.Ingest;
using MegaRegion.V1;

namespace MegaRegion.Bench.Forks;

/// <summary>The places of a load that forks are compared on: cities with residents all over the country, and hubs in some of them.</summary>
/// <param name="Places">Ids of cities.</param>
/// <param name="PrefectureOf">The prefecture that each city and hub lies in.</param>
internal sealed record ForkCountry(IReadOnlyList<string> Places, IReadOnlyDictionary<string, string> PrefectureOf)
{
    private const int PlacesNeeded = 500;
    private const int PageSize = 2_000;

    /// <summary>Chooses cities and registers the hubs of the load.</summary>
    public static async Task<ForkCountry> PrepareAsync(GrpcChannel channel, int hubs, CancellationToken cancellationToken)
    {
        var catalog = new CatalogService.CatalogServiceClient(channel);
        var prefectures = (await ListAsync(Level.Prefecture)).Select(place => place.Id).ToHashSet(StringComparer.Ordinal);
        var cities = (await ListAsync(Level.City)).Where(city => city.Population > 0 && prefectures.Contains(city.Parent)).ToList();
        var chosen = Enumerable.Range(0, PlacesNeeded).Select(number => cities[number * cities.Count / PlacesNeeded]).ToList();
        var prefectureOf = chosen.ToDictionary(city => city.Id, city => city.Parent, StringComparer.Ordinal);
        for (var number = 0; number < hubs; number++)
        {
            var city = chosen[((2 * number) + 1) * PlacesNeeded / (2 * hubs)];
            await IngestBench.RegisterAsync(catalog, IngestBench.HubId(number), city.Id, cancellationToken);
            prefectureOf[IngestBench.HubId(number)] = city.Parent;
        }

        return new ForkCountry([.. chosen.Select(city => city.Id)], prefectureOf);

        async Task<IReadOnlyList<Place>> ListAsync(Level level) => (await catalog.ListPlacesAsync(
            new ListPlacesRequest { Level = level, PageSize = PageSize }, cancellationToken: cancellationToken)).Places;
    }
}
