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
        var actual = new Dictionary<(Window, PairKey), long>();
        foreach (var cell in held.Cells.SelectMany(block => Cells(block.ToCells())))
        {
            actual.Add((cell.Window, cell.Pair), cell.Quantity);
        }

        var (compared, differences) = (0L, 0L);
        foreach (var cell in expected.ReadAll().SelectMany(Cells))
        {
            compared++;
            actual.Remove((cell.Window, cell.Pair), out var quantity);
            if (quantity != cell.Quantity)
            {
                differences++;
                List(place.Id, cell, cell with { Quantity = quantity });
            }
        }

        foreach (var ((window, pair), quantity) in actual)
        {
            compared++;
            differences++;
            List(place.Id, new Cell(window, pair, 0), new Cell(window, pair, quantity));
        }

        var level = _levels[place.Level];
        _levels[place.Level] = level with
        {
            Places = level.Places + 1,
            Compared = level.Compared + compared,
            Differences = level.Differences + differences,
        };
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
