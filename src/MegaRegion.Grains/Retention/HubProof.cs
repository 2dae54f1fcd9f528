using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Grains.Retention;

/// <summary>
/// A second fold of a hub's reports, one flow at a time and without anything of the grain's way, to compare a base with.
/// </summary>
internal sealed class HubProof
{
    private readonly PlaceDirectory _directory;
    private readonly Cube _cube;
    private readonly Dictionary<string, long> _next = new(StringComparer.Ordinal);
    private readonly long[] _quantities = new long[(int)Layer.Information + 1];
    private readonly long[] _flows = new long[(int)Layer.Information + 1];
    private long _reports;

    /// <summary>Begins with a proved base, or with nothing.</summary>
    public HubProof(HubLedger? start, CubeRetention retention, PlaceDirectory directory)
    {
        _directory = directory;
        _cube = start?.Cube ?? new Cube(retention);
        _reports = start?.Counts.Reports ?? 0;
        foreach (var (producer, next) in start?.NextSequences ?? new Dictionary<string, long>(StringComparer.Ordinal))
        {
            _next[producer] = next;
        }

        foreach (var layer in Enum.GetValues<Layer>())
        {
            _quantities[(int)layer] = start?.Totals[layer] ?? 0;
            _flows[(int)layer] = start?.Cube.Flows[layer] ?? 0;
        }
    }

    /// <summary>Folds a report.</summary>
    public void Add(JournalEntry entry)
    {
        var reader = new ReportReader(entry.Record.Payload);
        var numbers = new PlaceNumber[reader.Places.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _directory.Find(reader.Places[i])?.Number
                ?? throw new InvalidOperationException($"The journal names {reader.Places[i]}, which is not in the catalogue.");
        }

        while (reader.MoveNext())
        {
            _cube.Advance(reader.EventTime);
            _cube.Add(
                new PairKey(numbers[reader.OriginIndex], numbers[reader.DestinationIndex], reader.Layer), reader.Quantity, reader.EventTime);
            _quantities[(int)reader.Layer] += reader.Quantity;
            _flows[(int)reader.Layer]++;
        }

        _next[entry.Record.Producer] = entry.Record.Sequence + 1;
        _reports++;
    }

    /// <summary>The first thing in which a ledger differs; null when it is the same.</summary>
    public string? FindDifference(HubLedger ledger)
    {
        if (ledger.Counts.Reports != _reports || ledger.Counts.Flows != _flows.Sum())
        {
            return $"it has {ledger.Counts.Reports} reports and {ledger.Counts.Flows} flows instead of {_reports} and {_flows.Sum()}";
        }

        foreach (var layer in Enum.GetValues<Layer>())
        {
            if (ledger.Totals[layer] != _quantities[(int)layer] || ledger.Cube.Flows[layer] != _flows[(int)layer])
            {
                return $"its total of {layer} is {ledger.Totals[layer]} instead of {_quantities[(int)layer]}";
            }
        }

        return FindOtherSequence(ledger) ?? FindOtherCell(ledger.Cube);
    }

    private string? FindOtherSequence(HubLedger ledger)
    {
        if (ledger.NextSequences.Count != _next.Count)
        {
            return $"it has {ledger.NextSequences.Count} producers instead of {_next.Count}";
        }

        foreach (var (producer, next) in _next)
        {
            if (ledger.NextSequence(producer) != next)
            {
                return $"it expects sequence {ledger.NextSequence(producer)} of {producer} instead of {next}";
            }
        }

        return null;
    }

    private string? FindOtherCell(Cube held)
    {
        if (held.CellCount != _cube.CellCount)
        {
            return $"it has {held.CellCount} cells instead of {_cube.CellCount}";
        }

        foreach (var cells in _cube.Windows().Select(_cube.Read))
        {
            for (var i = 0; i < cells.Count; i++)
            {
                if (held[cells.Window, cells[i].Pair] != cells.Quantities[i])
                {
                    return $"a cell of {cells.Window} is {held[cells.Window, cells[i].Pair]} instead of {cells.Quantities[i]}";
                }
            }
        }

        return null;
    }
}
