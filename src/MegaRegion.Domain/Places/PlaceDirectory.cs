using System.Collections.Frozen;

namespace MegaRegion.Domain.Places;

/// <summary>
/// An immutable picture of the catalogue for look-ups: by id, by number, and up the tree. Building it costs one pass
/// over the entries; every look-up is constant time.
/// </summary>
public sealed class PlaceDirectory
{
    private const int LevelCount = (int)Level.MegaRegion + 1;

    private readonly FrozenDictionary<string, CatalogEntry> _byId;
    private readonly CatalogEntry?[] _byNumber;

    // For each number and level: the nearest ancestor-or-self at that level or above.
    private readonly PlaceNumber[] _rolledUp;

    /// <summary>Builds the directory.</summary>
    /// <param name="entries">Every place once; parents may stand in any order.</param>
    /// <param name="version">The catalogue's version that the entries reflect.</param>
    /// <exception cref="ArgumentException">A parent is missing, or is not of a higher level.</exception>
    public PlaceDirectory(IEnumerable<CatalogEntry> entries, long version)
    {
        _byId = entries.ToFrozenDictionary(entry => entry.Place.Id.Value, StringComparer.Ordinal);
        Version = version;
        _byNumber = new CatalogEntry?[_byId.Count == 0 ? 1 : _byId.Values.Max(entry => entry.Number.Value) + 1];
        foreach (var entry in _byId.Values)
        {
            _byNumber[entry.Number.Value] = entry;
        }

        Roots = [.. _byId.Values.Where(entry => entry.Place.Parent is null).OrderBy(entry => entry.Number)];
        _rolledUp = new PlaceNumber[_byNumber.Length * LevelCount];
        foreach (var entry in _byId.Values)
        {
            FillRolledUp(entry);
        }
    }

    /// <summary>The catalogue's version that this directory reflects.</summary>
    public long Version { get; }

    /// <summary>How many places there are.</summary>
    public int Count => _byId.Count;

    /// <summary>The places that have no parent, in the order of their numbers.</summary>
    public IReadOnlyList<CatalogEntry> Roots { get; }

    /// <summary>Every entry, in no particular order.</summary>
    public IEnumerable<CatalogEntry> Entries => _byId.Values;

    /// <summary>The entry of an id, or null.</summary>
    public CatalogEntry? Find(PlaceId id) => _byId.GetValueOrDefault(id.Value);

    /// <summary>The entry of an id given as text, or null.</summary>
    public CatalogEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The entry of a number, or null.</summary>
    public CatalogEntry? Find(PlaceNumber number) =>
        (uint)number.Value < (uint)_byNumber.Length ? _byNumber[number.Value] : null;

    /// <summary>
    /// The place that stands for <paramref name="number"/> in totals of <paramref name="level"/>: the nearest
    /// ancestor-or-self of that level or above. A place above the level stands for itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No place has this number.</exception>
    public PlaceNumber RollUp(PlaceNumber number, Level level)
    {
        if ((uint)number.Value >= (uint)_byNumber.Length || _byNumber[number.Value] is null)
        {
            throw new ArgumentOutOfRangeException(
                nameof(number), number.Value, $"No place has this number in version {Version} of the catalogue.");
        }

        return _rolledUp[(number.Value * LevelCount) + (int)level];
    }

    /// <summary>The level of a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No place has this number.</exception>
    public Level LevelOf(PlaceNumber number) =>
        Find(number)?.Place.Level
        ?? throw new ArgumentOutOfRangeException(nameof(number), number.Value, "No place has this number.");

    /// <summary>Whether <paramref name="number"/> is <paramref name="ancestor"/> or lies below it.</summary>
    public bool IsWithin(PlaceNumber number, PlaceNumber ancestor) =>
        RollUp(number, LevelOf(ancestor)) == ancestor;

    /// <summary>The child of <paramref name="ancestor"/> that is <paramref name="place"/> or above it; null when it does not lie below.</summary>
    public CatalogEntry? ChildTowards(PlaceId ancestor, PlaceId place)
    {
        var current = Find(place);
        while (current is not null && current.Place.Parent != ancestor)
        {
            current = current.Place.Parent is { } parent ? Find(parent) : null;
        }

        return current;
    }

    private void FillRolledUp(CatalogEntry entry)
    {
        var current = entry;
        for (var level = Level.Hub; level <= Level.MegaRegion; level++)
        {
            while (current.Place.Level < level && current.Place.Parent is { } parentId)
            {
                current = ParentOf(current, parentId);
            }

            _rolledUp[(entry.Number.Value * LevelCount) + (int)level] = current.Number;
        }
    }

    private CatalogEntry ParentOf(CatalogEntry child, PlaceId parentId)
    {
        var parent = Find(parentId)
            ?? throw new ArgumentException($"The parent {parentId} of {child.Place.Id} is not in the catalogue.", nameof(child));
        return parent.Place.Level > child.Place.Level
            ? parent
            : throw new ArgumentException(
                $"The parent {parentId} of {child.Place.Id} is a {parent.Place.Level}, not above a {child.Place.Level}.",
                nameof(child));
    }
}
