using MegaRegion.Cli.Output;
using MegaRegion.Scenarios.Results;
using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>The flows of one layer of a run, as a source of single movements.</summary>
internal sealed class LayerDemand
{
    private const double SecondsOfYear = 365 * 86_400.0;

    private readonly WeightedChoice _origins;
    private readonly WeightedChoice?[] _destinations;

    private LayerDemand(LayerMatrix matrix, double[] byOrigin)
    {
        var count = matrix.Places.Count;
        Layer = WireNames.LayerOf(matrix.Layer);
        Places = matrix.Places;
        ByOrigin = byOrigin;
        FlowsPerSecond = byOrigin.Sum();
        _origins = new WeightedChoice(byOrigin);
        _destinations = [.. Enumerable.Range(0, count).Select(origin => byOrigin[origin] > 0
            ? new WeightedChoice([.. matrix.After.Skip(origin * count).Take(count).Select(flow => Math.Max(0, flow))])
            : null)];
    }

    /// <summary>What moves.</summary>
    public Layer Layer { get; }

    /// <summary>The ends of the flows.</summary>
    public IReadOnlyList<string> Places { get; }

    /// <summary>Flows a second of simulated time that leave each place, on the average of a day, at scale 1.</summary>
    public IReadOnlyList<double> ByOrigin { get; }

    /// <summary>Their sum.</summary>
    public double FlowsPerSecond { get; }

    /// <summary>The layers of a run that have flows, in the order of the run.</summary>
    public static IReadOnlyList<LayerDemand> Of(ScenarioResult run) =>
        [.. run.Flows.Select(matrix => (matrix, ByOriginOf(matrix))).Where(pair => pair.Item2.Sum() > 0).Select(pair => new LayerDemand(pair.matrix, pair.Item2))];

    /// <summary>An origin.</summary>
    public int NextOrigin(Random random) => _origins.Next(random);

    /// <summary>A destination of an origin that has flows.</summary>
    public int NextDestination(int origin, Random random) => _destinations[origin]!.Next(random);

    private static double[] ByOriginOf(LayerMatrix matrix)
    {
        var lot = FlowLots.QuantityOf(WireNames.LayerOf(matrix.Layer));
        var sums = new double[matrix.Places.Count];
        for (var i = 0; i < matrix.After.Count; i++)
            sums[i / sums.Length] += Math.Max(0, matrix.After[i]) / (SecondsOfYear * lot);
        return sums;
    }
}
