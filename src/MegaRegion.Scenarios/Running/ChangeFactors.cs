using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Factors on trips by zone or pair, and Δ ln of the other layers by pair of prefectures, as changes are applied one after
/// the other. Where nothing changes a factor stays 1 and a shock 0, so that nothing moves to the bit. A place smaller than a
/// zone counts by its share of the zone's residents.
/// </summary>
internal sealed class ChangeFactors(ScenarioModel model, BaselineFlows baseline)
{
    /// <summary>Index of goods in <see cref="AppliedChanges.Shocks"/>.</summary>
    public const int Goods = 0;

    /// <summary>Index of money there.</summary>
    public const int Money = 1;

    private const int Information = 2;

    /// <summary>Layers other than people, in the order of <see cref="AppliedChanges.Shocks"/>.</summary>
    public static readonly IReadOnlyList<(Layer Layer, int Index)> OtherLayers =
        [(Layer.Goods, Goods), (Layer.Money, Money), (Layer.Information, Information)];

    private readonly OdMatrix _pairs = new(Zones(model), Ones(Zones(model) * Zones(model)));
    private readonly OdMatrix[] _shocks = [.. OtherLayers.Select(_ => new OdMatrix(model.World.Prefectures.Count))];
    private readonly OdMatrix _growth = new(model.World.Prefectures.Count);
    private bool _hasPairs;

    /// <summary>The model.</summary>
    public ScenarioModel Model => model;

    /// <summary>Trips of the baseline, all modes.</summary>
    public OdMatrix Trips { get; } = SolvedLayers.Sum(baseline.TripsByMode);

    /// <summary>Factor on the trips that start in each zone.</summary>
    public double[] Origin { get; } = Ones(Zones(model));

    /// <summary>Factor on the trips that end in each zone.</summary>
    public double[] Destination { get; } = Ones(Zones(model));

    /// <summary>Income from outside by prefecture, yen a year.</summary>
    public double[] IncomeYen { get; } = new double[model.World.Prefectures.Count];

    /// <summary>The parts of zones that a place is.</summary>
    public IReadOnlyList<Worlds.PlaceShare> SharesOf(string place) => model.World.Geography.SharesOf(new PlaceId(place));

    /// <summary>The part of a prefecture that a place is, up to 1.</summary>
    public double PartOfPrefecture(string place, int prefecture) =>
        Math.Min(1, SharesOf(place).Where(share => share.Prefecture == prefecture).Sum(share => share.OfPrefecture));

    /// <summary>What a factor on a part comes to for the whole.</summary>
    public static double OnWhole(double factor, double part) => 1 + (part * (factor - 1));

    /// <summary>Multiplies the trips of a pair of zones.</summary>
    public void ScalePair(int origin, int destination, double factor)
    {
        _pairs[origin, destination] *= factor;
        _hasPairs |= factor != 1;
    }

    /// <summary>Adds to Δ ln of a layer between two prefectures.</summary>
    public void Shock(int layer, int origin, int destination, double change) => _shocks[layer][origin, destination] += change;

    /// <summary>Adds to Δ ln of every layer between two prefectures that follows population.</summary>
    public void Grow(int origin, int destination, double change) => _growth[origin, destination] += change;

    /// <summary>What the changes come to.</summary>
    public AppliedChanges Result(IReadOnlyList<Japan.JapanLink>? links, bool isElastic) => new()
    {
        Links = links,
        Demand = new()
        {
            OriginGrowth = Array.TrueForAll(Origin, factor => factor == 1) ? [] : Origin,
            DestinationGrowth = Array.TrueForAll(Destination, factor => factor == 1) ? [] : Destination,
            PairGrowth = _hasPairs ? _pairs : null,
            IsElastic = isElastic,
        },
        Shocks = [.. _shocks.Select(shock => IsZero(shock) ? null : shock)],
        Growth = IsZero(_growth) ? null : _growth,
        IncomeYen = Array.TrueForAll(IncomeYen, yen => yen == 0) ? [] : IncomeYen,
    };

    private static int Zones(ScenarioModel model) => model.World.Inputs.Zones.Count;

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static bool IsZero(OdMatrix matrix) => matrix.Values.IndexOfAnyExcept(0.0) < 0;
}
