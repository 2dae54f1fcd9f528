using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>
/// What a producer of a load knows to be in the ledger. Acknowledgements come in the order of the sequences, so it is the
/// reports 1 to <see cref="Reports"/>. Thread-safe.
/// </summary>
internal sealed class ProducerTally(string hub, string producer)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Layer, long> _quantities = [];
    private long _reports;
    private long _flows;

    /// <summary>The hub.</summary>
    public string Hub => hub;

    /// <summary>The producer's name.</summary>
    public string Producer => producer;

    /// <summary>Reports acknowledged.</summary>
    public long Reports
    {
        get
        {
            lock (_gate)
                return _reports;
        }
    }

    /// <summary>Counts a report that was acknowledged.</summary>
    public void Add(Layer layer, int flows, long quantity)
    {
        lock (_gate)
        {
            _reports++;
            _flows += flows;
            _quantities[layer] = checked(_quantities.GetValueOrDefault(layer) + quantity);
        }
    }

    /// <summary>The sums.</summary>
    public (long Reports, long Flows, IReadOnlyDictionary<Layer, long> Quantities) Sums()
    {
        lock (_gate)
            return (_reports, _flows, _quantities.ToDictionary());
    }
}
