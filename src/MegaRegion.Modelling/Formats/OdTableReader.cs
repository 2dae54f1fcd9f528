using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>
/// Reads a table with one row per pair of zones: a column for the origin, one for the destination, one for the value.
/// Columns are found by their usual names (origin, from, o_zone_id …; flow, trips, volume … or cost, minutes, km …) or
/// named by the caller; where the choice is not clear, nothing is guessed and the refusal lists the columns.
/// An empty value counts as not stated. Everything that is wrong is reported with its row and column.
/// </summary>
public static class OdTableReader
{
    private const int LargestZoneCount = 10_000;

    private static readonly string[] OriginNames = ["origin", "o_zone_id", "origin_zone", "origin_pref", "from", "from_code", "o"];

    private static readonly string[] DestinationNames =
        ["destination", "dest", "d_zone_id", "dest_zone", "destination_zone", "dest_pref", "to", "to_code", "d"];

    private static readonly string[] FlowNames = ["flow", "flows", "trips", "volume", "quantity", "value", "data", "persons", "count", "all"];

    private static readonly string[] CostNames =
        ["cost", "generalised_cost", "time", "minutes", "minutes_est", "distance", "km", "dist_km", "dij_km", "dij", "value"];

    /// <summary>Reads flows, at least 0.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="source">Its name for messages.</param>
    /// <param name="columns">The columns to read; null looks for usual names.</param>
    public static Outcome<OdTable> ReadFlows(TextReader reader, string source, OdColumns? columns = null) =>
        Read(reader, source, columns ?? new OdColumns(), FlowNames, "flow");

    /// <summary>Reads costs, at least 0.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="source">Its name for messages.</param>
    /// <param name="columns">The columns to read; null looks for usual names.</param>
    public static Outcome<OdTable> ReadCosts(TextReader reader, string source, OdColumns? columns = null) =>
        Read(reader, source, columns ?? new OdColumns(), CostNames, "cost");

    private static Outcome<OdTable> Read(TextReader reader, string source, OdColumns columns, string[] valueNames, string what)
    {
        var problems = new ProblemList(source);
        var table = CsvTable.Read(reader, problems);
        var origin = Choose(table, columns.Origin, OriginNames, "origin", problems);
        var destination = Choose(table, columns.Destination, DestinationNames, "destination", problems);
        var value = Choose(table, columns.Value, valueNames, what, problems, origin, destination);
        if (!problems.IsEmpty)
            return Outcome<OdTable>.Refused(problems.Items);
        var zones = ZonesOf(table, origin, destination, problems);
        return problems.IsEmpty ? Fill(table, zones, (origin, destination, value), problems) : Outcome<OdTable>.Refused(problems.Items);
    }

    private static string Choose(CsvTable table, string? wanted, string[] names, string what, ProblemList problems, params string[] taken)
    {
        var columns = table.Columns;
        if (wanted is not null)
        {
            table.Require(wanted);
            return wanted;
        }

        var found = names.FirstOrDefault(name => columns.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (found is not null)
            return found;
        string[] rest = [.. columns.Where(column => column.Length > 0 && !taken.Contains(column, StringComparer.OrdinalIgnoreCase))];
        if (taken.Length > 0 && rest.Length == 1)
            return rest[0];
        problems.Add(1, what, $"expected a column '{names[0]}' or the name of one of the columns {string.Join(", ", columns)}");
        return string.Empty;
    }

    private static List<string> ZonesOf(CsvTable table, string origin, string destination, ProblemList problems)
    {
        var (zones, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            foreach (var column in (ReadOnlySpan<string>)[origin, destination])
            {
                var zone = table.Text(row, column);
                if (zone.Length == 0)
                    problems.Add(row.Number, column, "expected the name of a zone, found an empty field");
                else if (seen.Add(zone))
                    zones.Add(zone);
            }
        }

        if (table.Rows.Count == 0)
            problems.Add(0, "rows", "expected at least one row below the header");
        if (zones.Count > LargestZoneCount)
            problems.Add(0, origin, $"expected at most {LargestZoneCount} zones, found {zones.Count}");
        return zones;
    }

    private static Outcome<OdTable> Fill(
        CsvTable table, List<string> zones, (string Origin, string Destination, string Value) columns, ProblemList problems)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var zone in zones)
            index.Add(zone, index.Count);
        var (values, seen, stated) = (new OdMatrix(zones.Count), new int[zones.Count * zones.Count], new bool[zones.Count * zones.Count]);
        foreach (var row in table.Rows)
        {
            var (from, to) = (index[table.Text(row, columns.Origin)], index[table.Text(row, columns.Destination)]);
            ref var first = ref seen[(from * zones.Count) + to];
            if (first > 0)
                problems.Add(row.Number, columns.Destination, $"the pair {zones[from]} → {zones[to]} already stands in row {first}");
            first = row.Number;
            var value = table.Number(row, columns.Value, double.NaN);
            if (value < 0)
                problems.Add(row.Number, columns.Value, $"expected a value of at least 0, found {value:R}");
            if (double.IsNaN(value))
                continue;
            values[from, to] = value;
            stated[(from * zones.Count) + to] = true;
        }

        return problems.IsEmpty ? new OdTable(zones, columns.Value, values, stated) : Outcome<OdTable>.Refused(problems.Items);
    }
}
