using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Grains.Verification;

/// <summary>Folds the journal into one cube for each place that a report counts at.</summary>
internal sealed class Recomputation
{
    private readonly PlaceDirectory _directory;
    private readonly CubeRetention _retention;
    private readonly Dictionary<PlaceId, Cube> _cubes = [];
    private readonly Dictionary<PlaceId, long> _reflected;
    private readonly long _head;
    private readonly bool _withLevels;
    private readonly long[] _quantities = new long[(int)Layer.Information + 1];
    private readonly long[] _flows = new long[(int)Layer.Information + 1];

    /// <summary>Starts.</summary>
    /// <param name="directory">The catalogue.</param>
    /// <param name="retention">Which windows are kept.</param>
    /// <param name="held">For each hub, up to which offset its reports count.</param>
    /// <param name="head">Up to which offset reports count above the hubs, and in the sums.</param>
    /// <param name="withLevels">Whether the levels above the hubs are wanted.</param>
    public Recomputation(PlaceDirectory directory, CubeRetention retention, HeldTotals held, long head, bool withLevels)
    {
        (_directory, _retention, _head, _withLevels) = (directory, retention, head, withLevels);
        _reflected = held.All
            .Where(totals => totals.Level == Level.Hub)
            .ToDictionary(totals => totals.Place, totals => totals.Totals.ReflectedOffset);
    }

    /// <summary>Reports up to the head.</summary>
    public long Reports { get; private set; }

    /// <summary>Flows in them.</summary>
    public long Flows => _flows.Sum();

    /// <summary>The cube of a place; empty when no report counts there.</summary>
    public Cube CubeOf(PlaceId place)
    {
        if (!_cubes.TryGetValue(place, out var cube))
        {
            _cubes.Add(place, cube = new Cube(_retention));
        }

        return cube;
    }

    /// <summary>Adds a report.</summary>
    public void Add(JournalEntry entry)
    {
        var targets = TargetsOf(entry);
        var isCounted = entry.Offset <= _head;
        Reports += isCounted ? 1 : 0;
        var reader = new ReportReader(entry.Record.Payload);
        while (reader.MoveNext())
        {
            var pair = new PairKey(
                NumberOf(reader.Places[reader.OriginIndex]), NumberOf(reader.Places[reader.DestinationIndex]), reader.Layer);
            foreach (var (cube, level) in targets)
            {
                cube.Advance(reader.EventTime);
                cube.Add(pair.RollUp(_directory, level), reader.Quantity, reader.EventTime);
            }

            if (isCounted)
            {
                _flows[(int)reader.Layer]++;
                ref var sum = ref _quantities[(int)reader.Layer];
                sum += Math.Min(reader.Quantity, long.MaxValue - sum);
            }
        }
    }

    /// <summary>Quantity and flows of each layer up to the head.</summary>
    public IReadOnlyList<LayerSum> LayerSums() =>
        [.. Enum.GetValues<Layer>().Select(layer => new LayerSum(layer, _quantities[(int)layer], _flows[(int)layer]))];

    private List<(Cube Cube, Level Level)> TargetsOf(JournalEntry entry)
    {
        var targets = new List<(Cube, Level)>();
        if (entry.Offset <= _reflected.GetValueOrDefault(entry.Hub, _head))
        {
            targets.Add((CubeOf(entry.Hub), Level.Hub));
        }

        if (_withLevels && entry.Offset <= _head)
        {
            for (var parent = ParentOf(entry.Hub); parent is not null; parent = ParentOf(parent.Id))
            {
                targets.Add((CubeOf(parent.Id), parent.Level));
            }
        }

        return targets;
    }

    private Place? ParentOf(PlaceId place) =>
        EntryOf(place.Value).Place.Parent is { } parent ? EntryOf(parent.Value).Place : null;

    private PlaceNumber NumberOf(string place) => EntryOf(place).Number;

    private CatalogEntry EntryOf(string place) =>
        _directory.Find(place)
        ?? throw new InvalidOperationException($"The journal names {place}, which is not in the catalogue.");
}
