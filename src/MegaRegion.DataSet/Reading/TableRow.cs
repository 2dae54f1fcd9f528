using System.Globalization;
using CsvHelper;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Reading;

/// <summary>
/// The current row of a table. Every accessor checks its field; a field that fails is logged with file, row and column
/// and read as a neutral value, so that reading goes on and finds the other problems too.
/// </summary>
internal sealed class TableRow(string file, CsvReader reader, Dictionary<string, int> header, ProblemLog problems)
{
    /// <summary>Line of the file, the header being 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Path of the file below the data directory.</summary>
    public string File => file;

    public bool Has(string column) => header.ContainsKey(column);

    /// <summary>Takes over what the reader stands on; false, and logged, when the number of fields is wrong.</summary>
    public bool MoveToCurrent()
    {
        Number = (int)reader.LineNumber;
        if (reader.FieldCount == header.Count)
            return true;

        problems.Add(
            file,
            Number,
            "",
            $"the row has {reader.FieldCount} fields, expected {header.Count} as in the header.",
            "add or remove commas, or quote fields that hold one.");
        return false;
    }

    /// <summary>Any text, empty included.</summary>
    public string Text(string column) => reader.GetString(header[column]);

    /// <summary>Text that must not be empty.</summary>
    public string Required(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
            Report(column, "the field is empty; expected a text.", "fill it in.");
        return text;
    }

    /// <summary>A whole number in a range.</summary>
    public long Whole(string column, long minimum, long maximum) => ParseWhole(column, Text(column), minimum, maximum);

    /// <summary>A whole number in a range, or <paramref name="whenEmpty"/> for an empty field.</summary>
    public long WholeOr(string column, long whenEmpty, long minimum, long maximum)
    {
        var text = Text(column);
        return text.Length == 0 ? whenEmpty : ParseWhole(column, text, minimum, maximum);
    }

    /// <summary>A number in a range.</summary>
    public double NumberIn(string column, double minimum, double maximum) =>
        ParseNumber(column, Text(column), minimum, maximum);

    /// <summary>A number in a range, or null for an empty field.</summary>
    public double? NumberOrNull(string column, double minimum, double maximum)
    {
        var text = Text(column);
        return text.Length == 0 ? null : ParseNumber(column, text, minimum, maximum);
    }

    /// <summary>A point from two columns; null when both are empty.</summary>
    public GeoPoint? Point(string latitude, string longitude)
    {
        if (Text(latitude).Length == 0 && Text(longitude).Length == 0)
            return null;
        return RequiredPoint(latitude, longitude);
    }

    /// <summary>A point of Japan from two columns.</summary>
    public GeoPoint RequiredPoint(string latitude, string longitude) =>
        new(NumberIn(latitude, 20, 46), NumberIn(longitude, 122, 154));

    /// <summary>A code of exactly <paramref name="digits"/> digits, leading zeros kept.</summary>
    public string Code(string column, int digits)
    {
        var text = Text(column);
        if (text.Length == digits && text.All(char.IsAsciiDigit))
            return text;

        Report(
            column,
            $"'{text}' is not a code; expected {digits} digits.",
            "keep leading zeros (read codes as text in spreadsheets).");
        return new string('0', digits);
    }

    /// <summary>The id of a place; null, and logged, when it is not well-formed.</summary>
    public PlaceId? Id(string column)
    {
        if (PlaceId.TryParse(Text(column), out var id))
            return id;

        Report(
            column,
            $"'{Text(column)}' is not a place id; expected hub:, jp:, zone:, region: or mega: and a slug of a-z, 0-9, '-'.",
            "correct the id.");
        return null;
    }

    /// <summary>One of a few words; the first of them, and logged, when it is another.</summary>
    public T OneOf<T>(string column, IReadOnlyDictionary<string, T> words)
    {
        if (words.TryGetValue(Text(column), out var value))
            return value;

        Report(
            column,
            $"'{Text(column)}' is not known; expected one of {string.Join(", ", words.Keys.Select(word => $"'{word}'"))}.",
            "use one of them.");
        return words.Values.First();
    }

    /// <summary>Logs something about this row.</summary>
    public void Report(string column, string message, string cure) =>
        problems.Add(file, Number, column, message, cure);

    private long ParseWhole(string column, string text, long minimum, long maximum)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            Report(column, $"'{text}' is not a whole number; expected {minimum} to {maximum}.", "write digits only.");
            return minimum;
        }

        if (value >= minimum && value <= maximum)
            return value;

        Report(column, $"{value} is out of range; expected {minimum} to {maximum}.", "correct the figure or its unit.");
        return minimum;
    }

    private double ParseNumber(string column, string text, double minimum, double maximum)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            Report(
                column,
                $"'{text}' is not a number; expected {Format(minimum)} to {Format(maximum)}.",
                "write it with a decimal point.");
            return minimum;
        }

        if (value >= minimum && value <= maximum)
            return value;

        Report(
            column,
            $"{Format(value)} is out of range; expected {Format(minimum)} to {Format(maximum)}.",
            "correct the figure or its unit.");
        return minimum;
    }

    private static string Format(double value) => value.ToString(CultureInfo.InvariantCulture);
}
