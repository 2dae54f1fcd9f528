using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Flows;

/// <summary>Reads <c>flows/tables.csv</c>, the list of flow tables.</summary>
internal static class FlowTableDefinitionReader
{
    /// <summary>The list.</summary>
    public const string File = "flows/tables.csv";

    private static readonly Dictionary<string, Provenance> Provenances = new(StringComparer.Ordinal)
    {
        ["observed"] = Provenance.Observed,
        ["modelled"] = Provenance.Modelled,
    };

    private static readonly Dictionary<string, PlaceCodes> Codes = new(StringComparer.Ordinal)
    {
        ["prefecture"] = PlaceCodes.Prefecture,
        ["municipality"] = PlaceCodes.Municipality,
        ["zone"] = PlaceCodes.Zone,
    };

    public static IReadOnlyDictionary<string, FlowTableDefinition> Read(string directory, ProblemLog problems)
    {
        var definitions = new Dictionary<string, FlowTableDefinition>(StringComparer.Ordinal);
        string[] columns =
        [
            "id", "file", "title", "layer", "provenance", "places", "origin_column", "destination_column", "where",
            "values_by", "value_columns", "purpose", "unit_factor", "period", "expected_total", "source",
        ];
        foreach (var row in TableFile.Read(directory, File, columns, problems))
        {
            var definition = Definition(row);
            if (!definitions.TryAdd(definition.Id, definition))
                row.Report("id", $"{definition.Id} stands twice; ids are unique.", "remove or rename one of the rows.");
        }

        return definitions;
    }

    private static FlowTableDefinition Definition(TableRow row) => new(
        row.Required("id"),
        row.Required("file"),
        row.Required("title"),
        row.OneOf("layer", EnumWords<Layer>.All),
        row.OneOf("provenance", Provenances),
        row.OneOf("places", Codes),
        row.Text("origin_column"),
        row.Text("destination_column"),
        Filter(row),
        Values(row),
        row.Whole("unit_factor", 1, 1_000_000_000),
        row.Required("period"),
        row.Whole("expected_total", 0, long.MaxValue),
        row.Required("source"));

    private static (string Column, string Value)? Filter(TableRow row)
    {
        var text = row.Text("where");
        if (text.Length == 0)
            return null;
        if (text.Split('=') is [{ Length: > 0 } column, { Length: > 0 } value])
            return (column, value);

        row.Report("where", $"'{text}' is not a filter; expected column=value.", "correct it or leave it empty.");
        return null;
    }

    // "persons_2025", or "air:Air|rail:Rail" where the word after the colon is the mode or purpose of the column.
    private static List<ValueColumn> Values(TableRow row)
    {
        var purpose = row.OneOf("purpose", EnumWords<Purpose>.All);
        var values = new List<ValueColumn>();
        foreach (var part in row.Required("value_columns").Split('|'))
        {
            var (name, word) = part.Split(':') is [var left, var right] ? (left, right) : (part, "");
            values.Add(row.Text("values_by") switch
            {
                "mode" => new ValueColumn(name, purpose, Word(row, word, EnumWords<TransportMode>.All)),
                "purpose" => new ValueColumn(name, Word(row, word, EnumWords<Purpose>.All), TransportMode.Unspecified),
                _ => new ValueColumn(name, purpose, TransportMode.Unspecified),
            });
        }

        return values;
    }

    private static T Word<T>(TableRow row, string word, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (words.TryGetValue(word, out var value))
            return value;
        row.Report(
            "value_columns",
            $"'{word}' is not known; expected one of {string.Join(", ", words.Keys)}.",
            "write column:Word|column:Word.");
        return default;
    }
}
