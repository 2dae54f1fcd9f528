using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Places;

/// <summary>Gathers places from several tables; checks that ids are unique and that parents exist and stand
/// higher.</summary>
internal sealed class PlaceCollector(ProblemLog problems)
{
    private readonly List<(Place Place, string File, int Row, string ParentColumn)> _places = [];
    private readonly Dictionary<PlaceId, int> _indexOf = [];

    /// <summary>The places in the order in which they were added.</summary>
    public IEnumerable<Place> Places => _places.Select(entry => entry.Place);

    public bool Contains(PlaceId id) => _indexOf.ContainsKey(id);

    public Place? Find(PlaceId id) => _indexOf.TryGetValue(id, out var index) ? _places[index].Place : null;

    /// <summary>Adds a place, or logs that its id is taken.</summary>
    /// <param name="place">The place.</param>
    /// <param name="row">The row it was read from.</param>
    /// <param name="idColumn">The column that gave the id.</param>
    /// <param name="parentColumn">The column that gave the parent.</param>
    public void Add(Place place, TableRow row, string idColumn, string parentColumn)
    {
        if (_indexOf.TryGetValue(place.Id, out var earlier))
        {
            var (_, file, line, _) = _places[earlier];
            row.Report(
                idColumn,
                $"{place.Id} is already defined in {file}, row {line}; ids are unique.",
                "remove or rename one of them.");
            return;
        }

        _indexOf.Add(place.Id, _places.Count);
        _places.Add((place, row.File, row.Number, parentColumn));
    }

    /// <summary>Puts a changed place where the one with its id stood.</summary>
    public void Replace(Place place)
    {
        var index = _indexOf[place.Id];
        _places[index] = _places[index] with { Place = place };
    }

    /// <summary>Logs every place whose parent is missing or not above it.</summary>
    public void CheckParents()
    {
        foreach (var (place, file, row, column) in _places)
        {
            if (place.Parent is not { } parent)
                continue;
            if (!_indexOf.TryGetValue(parent, out var index))
                problems.Add(
                    file,
                    row,
                    column,
                    $"the parent {parent} of {place.Id} does not exist.",
                    "add it or correct the id.");
            else if (_places[index].Place.Level <= place.Level)
                problems.Add(
                    file,
                    row,
                    column,
                    $"the parent {parent} of {place.Id} is a {_places[index].Place.Level}; expected a level above {place.Level}.",
                    "correct the parent.");
        }
    }
}
