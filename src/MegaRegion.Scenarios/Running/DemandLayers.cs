using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Running;

/// <summary>The four layers as a function of what travel takes: trips by pivoting, goods by road time, all coupled.</summary>
internal sealed class DemandLayers
{
    private const int People = 0;

    private readonly ScenarioModel _model;
    private readonly BaselineFlows _baseline;
    private readonly LayerResponse _response;
    private readonly ChoiceCoefficients _choice;
    private readonly double _logSumCoefficient;
    private readonly OdMatrix[] _before;

    public DemandLayers(ScenarioModel model, BaselineFlows baseline, LayerResponse response)
        : this(model, baseline, response, model.People.Choice.Coefficients, model.People.Distribution.LogSumCoefficient)
    {
    }

    public DemandLayers(ScenarioModel model, BaselineFlows baseline, LayerResponse response, ChoiceCoefficients choice, double logSumCoefficient)
    {
        (_model, _baseline, _response, _choice, _logSumCoefficient) = (model, baseline, response, choice, logSumCoefficient);
        _before = [BetweenPrefectures(SolvedLayers.Sum(baseline.TripsByMode)), baseline.Goods, baseline.Money, baseline.Information];
    }

    /// <summary>All layers at a service.</summary>
    public LayerFlows At(LevelOfService service, AppliedChanges changes)
    {
        var (trips, logSumChange) = new PivotDemand(_baseline.TripsByMode, _model.People.Service, _choice, _logSumCoefficient, changes.Demand).At(service);
        OdMatrix?[] shocks =
        [
            Shock(BetweenPrefectures(SolvedLayers.Sum(trips)), _before[People], changes.Growth),
            Plus(RoadShock(service), changes.Shocks[0]),
            changes.Shocks[1],
            changes.Shocks[2],
        ];
        var (settled, residual) = _response.Settle(shocks);
        OdMatrix[] induced = [.. settled.Select((x, layer) => Minus(x, shocks[layer]))];
        Multiply(trips, induced[People]);
        return new LayerFlows(
            trips, logSumChange, [.. Enumerable.Range(1, 3).Select(layer => Grown(_before[layer], Plus(settled[layer], changes.Growth)!))], induced, residual);
    }

    private OdMatrix BetweenPrefectures(OdMatrix zones)
    {
        var of = _model.World.Geography.PrefectureOfZone;
        var matrix = new OdMatrix(_model.World.Prefectures.Count);
        for (var i = 0; i < zones.Size; i++)
        {
            for (var j = 0; j < zones.Size; j++)
                matrix[of[i], of[j]] += zones[i, j];
        }

        return matrix;
    }

    private static OdMatrix Shock(OdMatrix after, OdMatrix before, OdMatrix? growth)
    {
        var shock = new OdMatrix(after.Size);
        for (var pair = 0; pair < shock.Values.Length; pair++)
            shock.Values[pair] = before.Values[pair] > 0 ? Math.Log(after.Values[pair] / before.Values[pair]) - (growth is null ? 0 : growth.Values[pair]) : 0;
        return shock;
    }

    // Freight answers to road time as it does to distance; a pair without a road keeps its goods.
    private OdMatrix? RoadShock(LevelOfService service)
    {
        if (ReferenceEquals(service, _model.People.Service))
            return null;
        var (of, shock, count) = (_model.World.Geography.PrefectureOfZone, new OdMatrix(_before[1].Size), new OdMatrix(_before[1].Size));
        var (before, after) = (_model.People.Service.Minutes[(int)TravelMode.Car], service.Minutes[(int)TravelMode.Car]);
        for (var i = 0; i < before.Size; i++)
        {
            for (var j = 0; j < before.Size; j++)
            {
                if (i == j || !double.IsFinite(before[i, j]) || !double.IsFinite(after[i, j]))
                    continue;
                shock[of[i], of[j]] += _model.FreightExponent * Math.Log(after[i, j] / before[i, j]);
                count[of[i], of[j]]++;
            }
        }

        for (var pair = 0; pair < shock.Values.Length; pair++)
            shock.Values[pair] = count.Values[pair] > 0 ? shock.Values[pair] / count.Values[pair] : 0;
        return shock;
    }

    private static OdMatrix? Plus(OdMatrix? a, OdMatrix? b)
    {
        if (a is null || b is null)
            return a ?? b;
        var sum = a.Copy();
        for (var pair = 0; pair < sum.Values.Length; pair++)
            sum.Values[pair] += b.Values[pair];
        return sum;
    }

    private static OdMatrix Minus(OdMatrix settled, OdMatrix? shock)
    {
        var induced = settled.Copy();
        for (var pair = 0; shock is not null && pair < induced.Values.Length; pair++)
            induced.Values[pair] = double.IsFinite(shock.Values[pair]) ? induced.Values[pair] - shock.Values[pair] : 0;
        return induced;
    }

    private void Multiply(OdMatrix[] trips, OdMatrix induced)
    {
        var of = _model.World.Geography.PrefectureOfZone;
        for (var i = 0; i < trips[0].Size; i++)
        {
            for (var j = 0; j < trips[0].Size; j++)
            {
                var change = induced[of[i], of[j]];
                if (change == 0)
                    continue;
                foreach (var mode in trips)
                    mode[i, j] *= Math.Exp(change);
            }
        }
    }

    private static OdMatrix Grown(OdMatrix before, OdMatrix change)
    {
        var after = before.Copy();
        for (var pair = 0; pair < after.Values.Length; pair++)
            after.Values[pair] = change.Values[pair] == 0 ? after.Values[pair] : after.Values[pair] * Math.Exp(change.Values[pair]);
        return after;
    }
}
