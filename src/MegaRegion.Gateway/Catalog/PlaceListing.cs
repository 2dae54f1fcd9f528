using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Queries;
using MegaRegion.V1;
using DomainLevel = MegaRegion.Domain.Places.Level;

namespace MegaRegion.Gateway.Catalog;

/// <summary>Answers ListPlaces from a picture of the catalogue, which it sorts once. Thread-safe.</summary>
internal sealed class PlaceListing
{
    private const int DefaultPageSize = 500;
    private const int MaxPageSize = 2_000;

    private volatile Sorted? _newest;

    /// <summary>One page of the places that match.</summary>
    public ListPlacesResponse List(ListPlacesRequest request, PlaceDirectory directory)
    {
        var rows = Contract.CountOf(request.PageSize, DefaultPageSize, MaxPageSize, "page_size");
        var pages = Pages.Open(QueryOf(request), request.PageToken, rows);
        var matching = SortedOf(directory).Entries.Where(FilterOf(request, directory)).ToList();
        var (page, nextToken) = pages.Cut(
            matching,
            entry => new PageToken((ulong)entry.Number.Value, 0),
            (entry, after) => directory.Find(new PlaceNumber((int)after.First)) is { } last
                && entry.Place.Id.CompareTo(last.Place.Id) > 0);
        return new ListPlacesResponse
        {
            Places = { page.Select(PlaceMessages.ToWire) },
            NextPageToken = nextToken,
            Total = matching.Count,
        };
    }

    private static ListPlacesRequest QueryOf(ListPlacesRequest request)
    {
        var query = request.Clone();
        query.PageSize = 0;
        query.PageToken = "";
        return query;
    }

    private static Func<CatalogEntry, bool> FilterOf(ListPlacesRequest request, PlaceDirectory directory)
    {
        DomainLevel? level = request.Level == V1.Level.Unspecified ? null : Contract.LevelOf(request.Level);
        PlaceNumber? within = request.Within.Length == 0 ? null : WithinOf(request.Within, directory);
        return entry =>
            (level is null || entry.Place.Level == level)
            && (within is not { } ancestor || directory.IsWithin(entry.Number, ancestor))
            && (request.Kind.Length == 0 || string.Equals(entry.Place.Kind, request.Kind, StringComparison.Ordinal))
            && (request.Text.Length == 0 || Contains(entry.Place, request.Text));
    }

    private static PlaceNumber WithinOf(string id, PlaceDirectory directory) =>
        directory.Find(id)?.Number
        ?? throw Contract.Invalid(
            "within", "'within' names no place of the catalogue.", "within の場所はカタログにありません。");

    private static bool Contains(Domain.Places.Place place, string text) =>
        place.NameJa.Contains(text, StringComparison.OrdinalIgnoreCase)
        || place.NameEn.Contains(text, StringComparison.OrdinalIgnoreCase)
        || place.Id.Value.Contains(text, StringComparison.OrdinalIgnoreCase);

    private Sorted SortedOf(PlaceDirectory directory)
    {
        var newest = _newest;
        if (newest?.Directory != directory)
            _newest = newest = new Sorted(directory, [.. directory.Entries.OrderBy(entry => entry.Place.Id)]);

        return newest;
    }

    private sealed record Sorted(PlaceDirectory Directory, CatalogEntry[] Entries);
}
