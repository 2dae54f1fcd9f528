using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Retention;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Grains.Verification;

/// <summary>
/// Folds the journal flow by flow into one cube for each hub. The totals of a place above are summed from all hubs below
/// it at once, at the hubs' own resolution, and not step by step as the grains do.
/// </summary>
/// <remarks>
/// Where reports were removed, a hub's base stands for all of its reports up to the base's offset: its checksum is checked, it
/// counts in the sums, and rows that it has already are not folded again. A window within a place's horizon is within that of every hub below, so the
/// hubs' cubes have all of it.
/// </remarks>
internal sealed class Recomputation(IJournal journal, IJournalPast past, PlaceDirectory directory, CubeRetention retention)
{
    private readonly Dictionary<PlaceId, HubCube> _hubs = [];
    private readonly long[] _quantities = new long[(int)Layer.Information + 1];
    private readonly long[] _flows = new long[(int)Layer.Information + 1];

    /// <summary>The first position of the journal that is there.</summary>
    public long FirstPosition { get; private set; } = 1;

    /// <summary>Reports counted by <see cref="ReadToAsync"/>, those of bases included.</summary>
    public long Reports { get; private set; }

    /// <summary>Flows in them.</summary>
    public long Flows => _flows.Sum();

    /// <summary>Reads the journal up to an offset.</summary>
    public async Task ReadToAsync(
        long head, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        var beginning = await past.GetBeginningAsync(cancellationToken);
        FirstPosition = beginning.FirstOffset;
        var newestBase = beginning.RemovedTo > 0 ? await ReadBasesAsync(cancellationToken) : 0;
        await foreach (var entry in journal.ReadAllAsync(beginning.RemovedTo, head, cancellationToken))
        {
            if (entry.Offset > HubOf(entry.Hub).Offset)
            {
                Fold(HubOf(entry.Hub), entry, isCounted: true);
                Reports++;
            }

            if (entry.Offset % 1_000 == 0 || entry.Offset == head)
            {
                progress?.Report(new VerificationProgress(entry.Offset, head));
            }
        }

        if (Reports != head && newestBase <= head)
        {
            throw new JournalCorruptException(
                $"The hubs' bases and the reports from position {FirstPosition} on are {Reports} reports instead of {head}. Restore the store from a backup.");
        }
    }

    /// <summary>Quantity and flows of each layer in what was read.</summary>
    public IReadOnlyList<LayerSum> LayerSums() =>
        [.. Enum.GetValues<Layer>().Select(layer => new LayerSum(layer, _quantities[(int)layer], _flows[(int)layer]))];

    /// <summary>What a place above the hubs must hold.</summary>
    public Cube CubeAbove(Place place)
    {
        var number = directory.Find(place.Id)!.Number;
        var below = _hubs.Where(hub => directory.IsWithin(EntryOf(hub.Key.Value).Number, number)).Select(hub => hub.Value.Cube).ToList();
        var cube = new Cube(retention);
        foreach (var hub in below)
        {
            cube.Advance(hub.Newest);
        }

        foreach (var cells in below.SelectMany(hub => hub.Windows().Where(cube.Keeps).Select(hub.Read)))
        {
            for (var i = 0; i < cells.Count; i++)
            {
                cube.Add(cells.Window, cells[i].Pair.RollUp(directory, place.Level), cells.Quantities[i]);
            }
        }

        return cube;
    }

    /// <summary>What a hub must hold at an offset; its part of the journal is read on, or again, to there. The cube is given away.</summary>
    public async Task<Cube> TakeHubAsync(PlaceId hub, long offset, CancellationToken cancellationToken)
    {
        var state = HubOf(hub);
        _hubs.Remove(hub);
        if (state.Offset > offset)
        {
            // The hub answered before it had applied what is in the journal already.
            var kept = await HubBase.ReadAsync(past, hub, retention, cancellationToken);
            state = new HubCube(kept?.Cube ?? new Cube(retention)) { Offset = kept?.ReflectedOffset ?? 0 };
        }

        if (state.Offset < offset)
        {
            await foreach (var entry in journal.ReadHubAsync(hub, state.Offset, cancellationToken))
            {
                if (entry.Offset > offset)
                {
                    break;
                }

                Fold(state, entry, isCounted: false);
            }
        }

        return state.Cube;
    }

    // Returns the newest offset of a base.
    private async Task<long> ReadBasesAsync(CancellationToken cancellationToken)
    {
        var newest = 0L;
        await foreach (var hub in past.ReadHubsAsync(cancellationToken))
        {
            var ledger = HubBase.Decode(hub.Hub, hub.Base, retention)
                ?? throw new InvalidOperationException($"The base of {hub.Hub} was folded under shorter horizons.");
            _hubs.Add(hub.Hub, new HubCube(ledger.Cube) { Offset = ledger.ReflectedOffset });
            Reports += ledger.Counts.Reports;
            foreach (var layer in Enum.GetValues<Layer>())
            {
                _flows[(int)layer] += ledger.Cube.Flows[layer];
                _quantities[(int)layer] = LayerSumOf(_quantities[(int)layer], ledger.Totals[layer]);
            }

            newest = Math.Max(newest, ledger.ReflectedOffset);
        }

        return newest;
    }

    private HubCube HubOf(PlaceId hub)
    {
        if (!_hubs.TryGetValue(hub, out var state))
        {
            _hubs.Add(hub, state = new HubCube(new Cube(retention)));
        }

        return state;
    }

    private void Fold(HubCube hub, JournalEntry entry, bool isCounted)
    {
        var reader = new ReportReader(entry.Record.Payload);
        var numbers = new PlaceNumber[reader.Places.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = EntryOf(reader.Places[i]).Number;
        }

        while (reader.MoveNext())
        {
            hub.Cube.Advance(reader.EventTime);
            hub.Cube.Add(
                new PairKey(numbers[reader.OriginIndex], numbers[reader.DestinationIndex], reader.Layer),
                reader.Quantity,
                reader.EventTime);
            if (isCounted)
            {
                Count(reader.Layer, reader.Quantity);
            }
        }

        hub.Offset = entry.Offset;
    }

    private void Count(Layer layer, long quantity)
    {
        _flows[(int)layer]++;
        ref var sum = ref _quantities[(int)layer];
        sum = LayerSumOf(sum, quantity);
    }

    private static long LayerSumOf(long sum, long quantity) => sum + Math.Min(quantity, long.MaxValue - sum);

    private CatalogEntry EntryOf(string place) =>
        directory.Find(place)
        ?? throw new InvalidOperationException($"The journal names {place}, which is not in the catalogue.");

    /// <summary>A hub's cube and the offset that it reflects.</summary>
    private sealed class HubCube(Cube cube)
    {
        public Cube Cube { get; } = cube;

        public long Offset { get; set; }
    }
}
