using MegaRegion.V1;

namespace MegaRegion.Cli.Output;

/// <summary>Names of places, asked from the server once each.</summary>
internal sealed class PlaceNames(CatalogService.CatalogServiceClient catalogue, Words words)
{
    private const int PageSize = 2_000;

    // Beyond this many unknown ids, reading a whole level is cheaper than asking one by one.
    private const int MostSingleCalls = 8;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>The name of an id that was loaded; the id itself otherwise.</summary>
    public string this[string id] => _places.TryGetValue(id, out var place) ? words.NameOf(place) : id;

    /// <summary>The Japanese and English names; null when the id is unknown.</summary>
    public Place? Find(string id) => _places.GetValueOrDefault(id);

    /// <summary>Loads the names of these ids.</summary>
    public async Task LoadAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var missing = ids.Where(id => id.Length > 0 && !_places.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > MostSingleCalls)
        {
            await LoadAllAsync(cancellationToken);
            return;
        }

        foreach (var id in missing)
        {
            var response = await catalogue.GetPlaceAsync(new GetPlaceRequest { Id = id }, cancellationToken: cancellationToken);
            _places[id] = response.Place;
        }
    }

    /// <summary>Loads the names of every place.</summary>
    public async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        var request = new ListPlacesRequest { PageSize = PageSize };
        do
        {
            var response = await catalogue.ListPlacesAsync(request, cancellationToken: cancellationToken);
            foreach (var place in response.Places)
            {
                _places[place.Id] = place;
            }

            request.PageToken = response.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }
}
