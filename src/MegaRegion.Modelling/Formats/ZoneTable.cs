namespace MegaRegion.Modelling.Formats;

/// <summary>Named values of zones, as a table states them.</summary>
/// <param name="Zones">Names of the zones, in file order.</param>
/// <param name="Columns">Values per column, in the order of <paramref name="Zones"/>; NaN where a field is empty.</param>
public sealed record ZoneTable(IReadOnlyList<string> Zones, IReadOnlyDictionary<string, double[]> Columns)
{
    /// <summary>One column in the order of other zones.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="zones">The zones wanted.</param>
    /// <returns>The values; NaN for zones that this table does not have.</returns>
    public double[] Arrange(string column, IReadOnlyList<string> zones)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var zone = 0; zone < Zones.Count; zone++)
            index.Add(Zones[zone], zone);
        var values = Columns[column];
        return [.. zones.Select(zone => index.TryGetValue(zone, out var k) ? values[k] : double.NaN)];
    }
}
