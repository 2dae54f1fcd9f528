using MegaRegion.DataSet.Reading;

namespace MegaRegion.DataSet.Flows;

/// <summary>Reads one flow table and checks its codes, quantities, uniqueness of pairs and published sum.</summary>
internal static class FlowTableReader
{
    private const long MaxQuantity = 1_000_000_000_000_000;

    public static FlowTable Read(
        string directory, FlowTableDefinition definition, PlaceCodeBook book, ProblemLog problems)
    {
        var cells = new List<FlowTableCell>();
        var seen = new Dictionary<(string Origin, string Destination), int>();
        var total = 0L;
        foreach (var row in TableFile.Read(directory, definition.File, definition.Columns, problems))
        {
            if (IsMeant(row, definition.Filter))
                total += ReadRow(row, definition, book, seen, cells);
        }

        if (total != definition.ExpectedTotal)
            problems.Add(
                definition.File,
                0,
                definition.Values[0].Name,
                $"table {definition.Id} adds up to {total}, expected {definition.ExpectedTotal} as published.",
                "take the file from the release.");
        return new FlowTable(
            definition.Id,
            definition.Title,
            definition.Layer,
            definition.Provenance,
            definition.Period,
            definition.Source,
            cells);
    }

    private static bool IsMeant(TableRow row, (string Column, string Value)? filter) =>
        filter is not { } only || string.Equals(row.Text(only.Column), only.Value, StringComparison.Ordinal);

    // Returns the row's sum in the file's unit.
    private static long ReadRow(
        TableRow row,
        FlowTableDefinition definition,
        PlaceCodeBook book,
        Dictionary<(string Origin, string Destination), int> seen,
        List<FlowTableCell> cells)
    {
        var origin = definition.OriginColumn.Length == 0 ? book.Everywhere : book.Find(
            row, definition.OriginColumn, definition.Places);
        var destination = definition.DestinationColumn.Length == 0 ? book.Everywhere : book.Find(
            row, definition.DestinationColumn, definition.Places);
        if (!seen.TryAdd((origin.Value, destination.Value), row.Number))
            row.Report(
                definition.DestinationColumn.Length > 0 ? definition.DestinationColumn : definition.OriginColumn,
                $"{origin} to {destination} already stands in row {seen[(origin.Value, destination.Value)]}.",
                "remove one of the rows.");

        var sum = 0L;
        foreach (var value in definition.Values)
        {
            var quantity = row.WholeOr(value.Name, whenEmpty: 0, 0, MaxQuantity / definition.UnitFactor);
            sum += quantity;
            if (quantity > 0)
                cells.Add(
                    new FlowTableCell(
                        origin, destination, quantity * definition.UnitFactor, value.Purpose, value.Mode));
        }

        return sum;
    }
}
