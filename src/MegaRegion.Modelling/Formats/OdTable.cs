using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Formats;

/// <summary>Values between named zones, as a table states them.</summary>
public sealed class OdTable
{
    private readonly bool[] _stated;

    internal OdTable(IReadOnlyList<string> zones, string valueColumn, OdMatrix values, bool[] stated) =>
        (Zones, ValueColumn, Values, _stated) = (zones, valueColumn, values, stated);

    /// <summary>Names of the zones, in the order of the matrix.</summary>
    public IReadOnlyList<string> Zones { get; }

    /// <summary>The column that the values were taken from.</summary>
    public string ValueColumn { get; }

    /// <summary>The values; 0 where the table states none.</summary>
    public OdMatrix Values { get; }

    /// <summary>Whether the table has a value for a pair.</summary>
    /// <param name="origin">Origin zone, from 0.</param>
    /// <param name="destination">Destination zone, from 0.</param>
    public bool IsStated(int origin, int destination) => _stated[(origin * Zones.Count) + destination];

    /// <summary>The same values for other zones or another order of them; zones of this table that are not listed fall away.</summary>
    /// <param name="zones">Names of the zones wanted, each once.</param>
    public OdTable Arrange(IReadOnlyList<string> zones)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var zone = 0; zone < Zones.Count; zone++)
            index.Add(Zones[zone], zone);
        var (values, stated) = (new OdMatrix(zones.Count), new bool[zones.Count * zones.Count]);
        for (var origin = 0; origin < zones.Count; origin++)
        {
            for (var destination = 0; destination < zones.Count; destination++)
            {
                if (!index.TryGetValue(zones[origin], out var from) || !index.TryGetValue(zones[destination], out var to) || !IsStated(from, to))
                    continue;
                values[origin, destination] = Values[from, to];
                stated[(origin * zones.Count) + destination] = true;
            }
        }

        return new OdTable(zones, ValueColumn, values, stated);
    }
}
