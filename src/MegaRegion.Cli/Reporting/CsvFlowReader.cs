using System.Globalization;
using CsvHelper;
using MegaRegion.Cli.Output;
using MegaRegion.V1;

namespace MegaRegion.Cli.Reporting;

/// <summary>
/// Reads flows from a CSV file (UTF-8, comma, header). Required columns: <c>origin, destination, layer, quantity,
/// event_time</c>; optional: <c>purpose, mode, deal</c>. The layer is people, goods, money or information; the quantity
/// a whole number in the layer's unit; the time ISO 8601 with an offset or Z. Purpose and mode are the words of the
/// public contract in lower case, for example <c>business</c> and <c>rail</c>.
/// </summary>
internal sealed class CsvFlowReader : IDisposable
{
    private static readonly string[] RequiredColumns = ["origin", "destination", "layer", "quantity", "event_time"];

    private static readonly Dictionary<string, Layer> Layers =
        WireNames.LayerWords.ToDictionary(word => word, WireNames.LayerOf, StringComparer.OrdinalIgnoreCase);

    private readonly string _file;
    private readonly CsvReader _csv;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private CsvFlowException? _malformed;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="CsvFlowException">A required column is missing.</exception>
    public CsvFlowReader(string file)
    {
        _file = file;
        _csv = CsvReader.FromFile(file, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            OnMalformedRecord = bad => _malformed ??= new CsvFlowException(file, (int)bad.LineNumber, "", $"the quotes do not match ({bad.Reason})."),
        });
        foreach (var column in _csv.Headers)
        {
            _columns.TryAdd(column.Trim().ToLowerInvariant(), _columns.Count);
        }

        foreach (var column in RequiredColumns.Where(column => !_columns.ContainsKey(column)))
        {
            throw new CsvFlowException(file, 1, column, $"the column is missing; expected {string.Join(',', RequiredColumns)}.");
        }
    }

    /// <summary>The flows in the order of the file.</summary>
    /// <exception cref="CsvFlowException">A row is wrong.</exception>
    public IEnumerable<CsvFlow> ReadAll()
    {
        while (_csv.Read())
        {
            yield return _malformed is null ? new CsvFlow(Row, ReadRow()) : throw _malformed;
        }

        if (_malformed is not null)
        {
            throw _malformed;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();

    private int Row => (int)_csv.LineNumber;

    private Flow ReadRow() => new()
    {
        Origin = Text("origin"),
        Destination = Text("destination"),
        Layer = Word("layer", Layers),
        Quantity = Quantity(),
        EventTimeMs = EventTime(),
        Purpose = Optional("purpose") is { Length: > 0 } ? Word("purpose", EnumWords<Purpose>.Values) : Purpose.Unspecified,
        Mode = Optional("mode") is { Length: > 0 } ? Word("mode", EnumWords<TransportMode>.Values) : TransportMode.Unspecified,
        Deal = Optional("deal"),
    };

    private string Text(string column) =>
        Optional(column) is { Length: > 0 } text ? text : throw Wrong(column, "the value is missing.");

    private string Optional(string column) =>
        _columns.TryGetValue(column, out var index) && index < _csv.FieldCount ? _csv.GetString(index).Trim() : "";

    private long Quantity()
    {
        var text = Text("quantity");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity > 0
            ? quantity
            : throw Wrong("quantity", $"'{text}' is not a whole number above 0 (no separators, no decimals).");
    }

    private long EventTime()
    {
        var text = Text("event_time");
        var hasOffset = text.EndsWith('Z') || text.AsSpan(Math.Min(10, text.Length)).ContainsAny('+', '-');
        return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw Wrong("event_time", $"'{text}' is not a time with an offset, for example 2025-04-01T09:00:00+09:00.");
    }

    private T Word<T>(string column, IReadOnlyDictionary<string, T> words)
    {
        var text = Text(column);
        return words.TryGetValue(text, out var value)
            ? value
            : throw Wrong(column, $"'{text}' is not one of {string.Join(", ", words.Keys)}.");
    }

    private CsvFlowException Wrong(string column, string message) => new(_file, Row, column, message);
}
