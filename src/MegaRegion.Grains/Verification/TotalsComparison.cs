using MegaRegion.Contracts.Cells;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Verification;

/// <summary>Compares what places hold with what they should, cell by cell.</summary>
/// <param name="maxListed">How many differences to list.</param>
internal sealed class TotalsComparison(int maxListed)
{
    private readonly Dictionary<Level, LevelComparison> _levels =
        Enum.GetValues<Level>().ToDictionary(level => level, level => new LevelComparison(level, 0, 0, 0));

    private readonly List<LedgerDifference> _listed = [];

    /// <summary>The first differences.</summary>
    public IReadOnlyList<LedgerDifference> Listed => _listed;

    /// <summary>The comparison at each level, from the hubs up.</summary>
    public IReadOnlyList<LevelComparison> Levels() => [.. _levels.Values.OrderBy(level => level.Level)];

    /// <summary>Compares one place.</summary>
    public void Compare(Place place, PlaceTotals held, Cube expected)
    {
        var actual = held.Cells.ToLookup(block => block.ToCells().Window, block => block.ToCells());
        var (compared, differences) = (0L, 0L);
        foreach (var window in expected.Windows().Union(actual.Select(cells => cells.Key)))
        {
            var (some, wrong) = CompareWindow(place, expected.Read(window), actual[window]);
            (compared, differences) = (compared + some, differences + wrong);
        }

        var level = _levels[place.Level];
        _levels[place.Level] = level with
        {
            Places = level.Places + 1,
            Compared = level.Compared + compared,
            Differences = level.Differences + differences,
        };
    }

    // A window at a time: a place may hold millions of cells.
    private (long Compared, long Differences) CompareWindow(Place place, WindowCells expected, IEnumerable<WindowCells> held)
    {
        var actual = held.SelectMany(Cells).ToDictionary(cell => cell.Pair, cell => cell.Quantity);
        var differences = 0L;
        for (var i = 0; i < expected.Count; i++)
        {
            var cell = expected[i];
            actual.Remove(cell.Pair, out var quantity);
            if (quantity != cell.Quantity)
            {
                differences++;
                List(place.Id, cell, cell with { Quantity = quantity });
            }
        }

        foreach (var (pair, quantity) in actual)
        {
            differences++;
            List(place.Id, new Cell(expected.Window, pair, 0), new Cell(expected.Window, pair, quantity));
        }

        return (expected.Count + actual.Count, differences);
    }

    private static IEnumerable<Cell> Cells(WindowCells cells) => Enumerable.Range(0, cells.Count).Select(i => cells[i]);

    private void List(PlaceId place, Cell expected, Cell actual)
    {
        if (_listed.Count < maxListed)
        {
            _listed.Add(new LedgerDifference(place, expected, actual));
        }
    }
}
