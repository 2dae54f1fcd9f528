using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Comparing;

/// <summary>A layer of a run between prefectures, beside what was shown; flows inside a prefecture are left out.</summary>
internal sealed class LayerCheck
{
    private readonly ScenarioWorld _world;

    private LayerCheck(LayerMatrix layer, ScenarioWorld world)
    {
        var pairs = world.Prefectures.Count * world.Prefectures.Count;
        (_world, Layer, Unit) = (world, layer.Layer, layer.Unit);
        (Unchanged, Foretold, Shown) = (new double[pairs], new double[pairs], new double[pairs]);
    }

    public string Layer { get; }

    public string Unit { get; }

    /// <summary>The run's baseline, by pair.</summary>
    public double[] Unchanged { get; }

    /// <summary>The run, by pair.</summary>
    public double[] Foretold { get; }

    /// <summary>The ledger, by pair, a year's.</summary>
    public double[] Shown { get; }

    /// <summary>2 Σ min / (Σ foretold + Σ shown); 1 where both are empty.</summary>
    public double CommonPart => Foretold.Sum() + Shown.Sum() is > 0 and var both
        ? 2 * Foretold.Zip(Shown, Math.Min).Sum() / both
        : 1;

    public static LayerCheck Of(LayerMatrix layer, ScenarioWorld world, IEnumerable<ObservedFlow> observed, double factor)
    {
        var check = new LayerCheck(layer, world);
        int[] prefectures = [.. layer.Places.Select(place => check.PrefectureOf(new PlaceId(place)))];
        for (var pair = 0; pair < layer.After.Count; pair++)
        {
            var (origin, destination) = (prefectures[pair / prefectures.Length], prefectures[pair % prefectures.Length]);
            check.Add(check.Unchanged, origin, destination, layer.Before[pair]);
            check.Add(check.Foretold, origin, destination, layer.After[pair]);
        }

        foreach (var flow in observed)
            check.Add(check.Shown, check.PrefectureOf(new PlaceId(flow.Origin)), check.PrefectureOf(new PlaceId(flow.Destination)), flow.Quantity * factor);
        return check;
    }

    /// <summary>Σ |values − shown| / Σ shown; null when nothing was shown.</summary>
    public double? ErrorOf(double[] values) =>
        Shown.Sum() is > 0 and var shown ? values.Zip(Shown, (value, other) => Math.Abs(value - other)).Sum() / shown : null;

    /// <summary>The pairs that were off most.</summary>
    public IEnumerable<(int Index, PlaceId Origin, PlaceId Destination)> WorstPairs(int count)
    {
        var size = _world.Prefectures.Count;
        return Enumerable.Range(0, Shown.Length)
            .Where(pair => Foretold[pair] != Shown[pair])
            .OrderByDescending(pair => Math.Abs(Foretold[pair] - Shown[pair]))
            .ThenBy(pair => pair)
            .Take(count)
            .Select(pair => (pair, _world.Prefectures[pair / size].Id, _world.Prefectures[pair % size].Id));
    }

    private void Add(double[] to, int origin, int destination, double quantity)
    {
        if (origin >= 0 && destination >= 0 && origin != destination)
            to[(origin * _world.Prefectures.Count) + destination] += quantity;
    }

    /// <summary>Position of the prefecture in which a place lies; −1 for none, abroad for example.</summary>
    private int PrefectureOf(PlaceId place) => _world.Geography.SharesOf(place) is [var first, ..] ? first.Prefecture : -1;
}
