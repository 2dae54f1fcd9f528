using System.Runtime.InteropServices;
using MegaRegion.V1;

namespace MegaRegion.Cli.Watching;

/// <summary>
/// What a watch has told so far: the newest value of each cell, summed over the windows to one total for each pair and
/// layer. Thread-safe.
/// </summary>
internal sealed class FlowPicture
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Origin, string Destination, Layer Layer, long Window), long> _cells = [];
    private readonly Dictionary<(string Origin, string Destination, Layer Layer), long> _totals = [];

    /// <summary>Age of the oldest change of the newest response.</summary>
    public TimeSpan Lag { get; private set; }

    /// <summary>Takes a response.</summary>
    public void Apply(WatchFlowsResponse update)
    {
        lock (_gate)
        {
            Lag = TimeSpan.FromMilliseconds(update.LagMs);
            if (update.State == WatchState.Resync)
            {
                _cells.Clear();
                _totals.Clear();
            }

            foreach (var cell in update.Cells)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    _cells, (cell.Origin, cell.Destination, cell.Layer, cell.WindowStartMs), out _);
                ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    _totals, (cell.Origin, cell.Destination, cell.Layer), out _);
                total += cell.Quantity - known;
                known = cell.Quantity;
            }
        }
    }

    /// <summary>The totals of a layer, in no particular order.</summary>
    public List<PairTotal> TotalsOf(Layer layer)
    {
        lock (_gate)
        {
            return [.. _totals.Where(total => total.Key.Layer == layer)
                .Select(total => new PairTotal(total.Key.Origin, total.Key.Destination, total.Value))];
        }
    }

    /// <summary>A pair's total.</summary>
    internal readonly record struct PairTotal(string Origin, string Destination, long Quantity);
}
