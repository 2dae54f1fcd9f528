using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Applies the changes of a scenario in order. Links are edited in <see cref="LinkApplier"/>; everything else becomes factors
/// on trips by zone or pair and Δ ln of the other layers by pair of prefectures. A place smaller than a zone counts by its
/// share of the zone's residents. Where nothing changes a factor stays 1 and a shock 0, so that nothing moves to the bit.
/// </summary>
internal sealed class ChangeApplier
{
    private const double DaysPerYear = 365;
    private const int Goods = 0;
    private const int Money = 1;
    private const int Information = 2;

    private readonly ScenarioModel _model;
    private readonly OdMatrix _trips;
    private readonly LinkApplier _links;
    private readonly double[] _origin;
    private readonly double[] _destination;
    private readonly OdMatrix _pairs;
    private readonly OdMatrix[] _shocks;
    private readonly OdMatrix _growth;
    private readonly double[] _income;
    private bool _hasPairs;

    private ChangeApplier(ScenarioModel model, BaselineFlows baseline)
    {
        var (zones, prefectures) = (model.World.Inputs.Zones.Count, model.World.Prefectures.Count);
        (_model, _trips, _links) = (model, SolvedLayers.Sum(baseline.TripsByMode), new LinkApplier(model));
        (_origin, _destination, _pairs) = (Ones(zones), Ones(zones), new OdMatrix(zones, Ones(zones * zones)));
        (_shocks, _growth, _income) = ([new OdMatrix(prefectures), new OdMatrix(prefectures), new OdMatrix(prefectures)], new OdMatrix(prefectures), new double[prefectures]);
    }

    /// <summary>What changes come to.</summary>
    /// <param name="model">The model.</param>
    /// <param name="baseline">The flows that they change.</param>
    /// <param name="changes">The changes, checked.</param>
    /// <param name="isElastic">Whether better travel makes more trips.</param>
    public static AppliedChanges Apply(ScenarioModel model, BaselineFlows baseline, IEnumerable<Modification> changes, bool isElastic)
    {
        var applier = new ChangeApplier(model, baseline);
        foreach (var change in changes)
            applier.Apply(change);
        return applier.Result(isElastic);
    }

    private AppliedChanges Result(bool isElastic) => new()
    {
        Links = _links.Result,
        Demand = new()
        {
            OriginGrowth = Array.TrueForAll(_origin, factor => factor == 1) ? [] : _origin,
            DestinationGrowth = Array.TrueForAll(_destination, factor => factor == 1) ? [] : _destination,
            PairGrowth = _hasPairs ? _pairs : null,
            IsElastic = isElastic,
        },
        Shocks = [.. _shocks.Select(shock => IsZero(shock) ? null : shock)],
        Growth = IsZero(_growth) ? null : _growth,
        IncomeYen = Array.TrueForAll(_income, yen => yen == 0) ? [] : _income,
    };

    private void Apply(Modification change)
    {
        switch (change)
        {
            case AddLink or RemoveLinks or CloseLinks or ChangeLinks or OpenMaglev:
                _links.Apply(change);
                break;
            case ChangeHub hub:
                Visitors(hub.Place, hub.VisitorsPerYear, hub.NewTrips);
                break;
            case ScaleFacility facility:
                Visits(facility.Place, Math.Pow(facility.Factor, facility.Elasticity));
                break;
            case DesignateArea area:
                Designate(area);
                break;
            case AgreeBetween agreement:
                Agree(agreement);
                break;
            case ProjectPopulation projection:
                Populate(projection.Year);
                break;
            case ScaleDemand demand:
                Scale(demand);
                break;
            case HoldEvent hold:
                Visitors(hold.Place, hold.Visitors * DaysPerYear / hold.Days, newTrips: 1);
                break;
            case CreateJobs jobs:
                CreateJobs(jobs);
                break;
            case OpenBases:
                break; // Moves nobody between zones; who reaches a base is a report (S15).
            default:
                throw new InvalidOperationException($"A change of kind {change.Kind} has no meaning here.");
        }
    }

    /// <summary>Visitors come and go home again; those who would have travelled anyway are missing elsewhere.</summary>
    private void Visitors(string place, double perYear, double newTrips)
    {
        var (arriving, leaving, total) = Totals();
        foreach (var share in _model.World.Geography.SharesOf(new PlaceId(place)))
        {
            var here = perYear * share.OfZone / SharesTotal(place);
            _destination[share.Zone] *= Factor(here, arriving[share.Zone]);
            _origin[share.Zone] *= Factor(here, leaving[share.Zone]);
            var elsewhere = Factor(-here * (1 - newTrips), total - arriving[share.Zone]);
            for (var zone = 0; elsewhere != 1 && zone < _destination.Length; zone++)
                _destination[zone] *= zone == share.Zone ? 1 : elsewhere;
        }
    }

    private double SharesTotal(string place) => _model.World.Geography.SharesOf(new PlaceId(place)).Sum(share => share.OfZone);

    private static double Factor(double more, double of) => of > 0 ? Math.Max(0, 1 + (more / of)) : 1;

    private void Visits(string place, double factor)
    {
        foreach (var share in _model.World.Geography.SharesOf(new PlaceId(place)))
        {
            _destination[share.Zone] *= Part(factor, share.OfZone);
            _origin[share.Zone] *= Part(factor, share.OfZone);
        }
    }

    private static double Part(double factor, double share) => 1 + (share * (factor - 1));

    private void Designate(DesignateArea area)
    {
        Visits(area.Place, 1 + (area.VisitsPercent / 100));
        foreach (var share in _model.World.Geography.SharesOf(new PlaceId(area.Place)).DistinctBy(share => share.Prefecture))
        {
            var part = PrefecturePart(area.Place, share.Prefecture);
            for (var other = 0; other < _income.Length; other++)
            {
                _shocks[Goods][share.Prefecture, other] += Math.Log(Part(1 + (area.GoodsPercent / 100), part));
                _shocks[Money][other, share.Prefecture] += Math.Log(Part(1 + (area.MoneyPercent / 100), part));
            }
        }
    }

    private double PrefecturePart(string place, int prefecture) => Math.Min(
        1, _model.World.Geography.SharesOf(new PlaceId(place)).Where(share => share.Prefecture == prefecture).Sum(share => share.OfPrefecture));

    private void Agree(AgreeBetween agreement)
    {
        var (here, there) = (_model.World.Geography.SharesOf(new PlaceId(agreement.Place)), _model.World.Geography.SharesOf(new PlaceId(agreement.Partner)));
        var travel = Math.Exp(-_model.People.Choice.UtilityPerYen * agreement.YenPerTrip * _model.People.Distribution.LogSumCoefficient);
        var people = travel * (1 + (agreement.Percent.GetValueOrDefault(Layer.People) / 100));
        foreach (var (a, b) in from a in here from b in there where a.Zone != b.Zone select (a, b))
        {
            Pair(a.Zone, b.Zone, Part(people, a.OfZone * b.OfZone));
            Pair(b.Zone, a.Zone, Part(people, a.OfZone * b.OfZone));
        }

        foreach (var (layer, index) in new[] { (Layer.Goods, Goods), (Layer.Money, Money), (Layer.Information, Information) })
        {
            if (agreement.Percent.GetValueOrDefault(layer) is not 0 and var percent)
                AgreeOn(agreement, index, 1 + (percent / 100));
        }
    }

    private void AgreeOn(AgreeBetween agreement, int layer, double factor)
    {
        int[] Of(string place) => [.. _model.World.Geography.SharesOf(new PlaceId(place)).Select(share => share.Prefecture).Distinct()];
        foreach (var (a, b) in from a in Of(agreement.Place) from b in Of(agreement.Partner) where a != b select (a, b))
        {
            var change = Math.Log(Part(factor, PrefecturePart(agreement.Place, a) * PrefecturePart(agreement.Partner, b)));
            _shocks[layer][a, b] += change;
            _shocks[layer][b, a] += change;
        }
    }

    private void Pair(int origin, int destination, double factor)
    {
        _pairs[origin, destination] *= factor;
        _hasPairs |= factor != 1;
    }

    /// <summary>T_ij follows P_i P_j / P: a country with a tenth fewer people makes a tenth fewer trips.</summary>
    private void Populate(int year)
    {
        var facts = _model.World.Prefectures;
        double[] factor = [.. facts.Select(prefecture => prefecture.PopulationFactor(year))];
        var (before, after) = (facts.Sum(prefecture => (double)prefecture.Population[2020]), 0.0);
        for (var k = 0; k < factor.Length; k++)
            after += factor[k] * facts[k].Population[2020];
        var national = after / before;
        var of = _model.World.Geography.PrefectureOfZone;
        for (var zone = 0; zone < _origin.Length; zone++)
        {
            _origin[zone] *= factor[of[zone]];
            _destination[zone] *= factor[of[zone]] / national;
        }

        for (var i = 0; i < factor.Length; i++)
        {
            for (var j = 0; j < factor.Length; j++)
                _growth[i, j] += Math.Log(factor[i] * factor[j] / national);
        }
    }

    private void Scale(ScaleDemand demand)
    {
        if (demand.Layer is null or Layer.People)
            ScaleTrips(demand);
        foreach (var (layer, index) in new[] { (Layer.Goods, Goods), (Layer.Money, Money), (Layer.Information, Information) })
        {
            if (demand.Layer is null || demand.Layer == layer)
                ScaleOther(demand, index);
        }
    }

    private void ScaleTrips(ScaleDemand demand)
    {
        var parts = Parts(demand.Place, _origin.Length, share => share.Zone, share => share.OfZone);
        for (var i = 0; i < _origin.Length; i++)
        {
            for (var j = 0; j < _origin.Length; j++)
            {
                var part = PartOf(demand.End, parts[i], parts[j]) * PurposeShare(demand.Purpose, i, j);
                if (part > 0)
                    Pair(i, j, Part(demand.Factor, part));
            }
        }
    }

    private void ScaleOther(ScaleDemand demand, int layer)
    {
        var parts = Parts(demand.Place, _income.Length, share => share.Prefecture, share => share.OfPrefecture);
        for (var i = 0; i < parts.Length; i++)
        {
            for (var j = 0; j < parts.Length; j++)
            {
                if (PartOf(demand.End, parts[i], parts[j]) is > 0 and var part)
                    _shocks[layer][i, j] += Math.Log(Math.Max(0.01, Part(demand.Factor, part)));
            }
        }
    }

    private double[] Parts(string place, int count, Func<Worlds.PlaceShare, int> index, Func<Worlds.PlaceShare, double> part)
    {
        if (place.Length == 0)
            return Ones(count);
        var parts = new double[count];
        foreach (var share in _model.World.Geography.SharesOf(new PlaceId(place)))
            parts[index(share)] = Math.Min(1, parts[index(share)] + part(share));
        return parts;
    }

    private static double PartOf(FlowEnd end, double origin, double destination) => end switch
    {
        FlowEnd.From => origin,
        FlowEnd.To => destination,
        _ => Math.Max(origin, destination),
    };

    private double PurposeShare(string purpose, int origin, int destination)
    {
        if (purpose.Length == 0)
            return 1;
        var all = _model.World.Inputs.WeekdayTrips2010[origin, destination];
        return all > 0 ? _model.World.Inputs.PurposeTrips2010[purpose][origin, destination] / all : 0;
    }

    private void CreateJobs(CreateJobs jobs)
    {
        Visitors(jobs.Place, jobs.Jobs * jobs.TripsPerJob, newTrips: 1);
        foreach (var share in _model.World.Geography.SharesOf(new PlaceId(jobs.Place)))
            _income[share.Prefecture] += jobs.Jobs * jobs.YenPerJob * share.OfZone / SharesTotal(jobs.Place);
    }

    private (double[] Arriving, double[] Leaving, double Total) Totals()
    {
        var (arriving, leaving) = (new double[_trips.Size], new double[_trips.Size]);
        for (var i = 0; i < _trips.Size; i++)
        {
            for (var j = 0; j < _trips.Size; j++)
            {
                leaving[i] += _trips[i, j];
                arriving[j] += _trips[i, j];
            }
        }

        return (arriving, leaving, arriving.Sum());
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static bool IsZero(OdMatrix matrix)
    {
        foreach (var value in matrix.Values)
        {
            if (value != 0)
                return false;
        }

        return true;
    }
}
