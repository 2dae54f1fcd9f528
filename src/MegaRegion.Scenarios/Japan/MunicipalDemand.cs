using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// Trips between municipalities for a service between cities. With the utilities of the zones' model, a mode between i and j is
/// worth exp(V_m) = a_i · exp(V_m between their cities) · a_j, a being the worth of the way to the city; by car the ordinary
/// road from door to door is taken where it is better. Σ_m exp(V_m) = S_ij, shares are exp(V_m) / S_ij, and trips are
/// T_ij = A_i B_j S_ij^λ d_ij^γ with λ and γ of the zones' model. Pairs that the survey leaves out are closed.
/// <para>Totals: trips that leave and reach a zone, split over its municipalities by population. Cost: two logarithms and an
/// exponential per pair, then the passes of the balancing.</para>
/// </summary>
internal sealed class MunicipalDemand
{
    private const string DistanceName = "ln cost";

    /// <summary>Longest great circle, km, over which ordinary roads from door to door are considered.</summary>
    private const double LongestDirect = 60;

    private static readonly int Modes = Enum.GetValues<TravelMode>().Length;

    private readonly JapanModel _model;
    private readonly IReadOnlyList<Municipality> _places;
    private readonly MunicipalAccess _access;
    private readonly int _workers;
    private readonly double[][] _worth;
    private readonly double[] _departing;
    private readonly double[] _arriving;
    private readonly OdMatrix _seed;
    private readonly OdMatrix _distanceTerm;

    public MunicipalDemand(JapanModel model, IReadOnlyList<Municipality> places, MunicipalAccess access, int workers)
    {
        (_model, _places, _access, _workers) = (model, places, access, workers);
        _worth = [.. Enum.GetValues<TravelMode>().Select(mode => access.RoadKilometres.Select(km => Worth(mode, MunicipalAccess.Minutes(km), km)).ToArray())];
        (_departing, _arriving) = Totals(model, places);
        (_seed, _distanceTerm) = (new OdMatrix(places.Count), new OdMatrix(places.Count));
        var exponent = model.Distribution.Fit[DistanceName].Value;
        Rows(i =>
        {
            for (var j = 0; j < places.Count; j++)
                _distanceTerm[i, j] = IsOpen(i, j) ? exponent * Math.Log(access.Kilometres(i, j)) : double.NegativeInfinity;
        });
    }

    /// <summary>Trips that a service calls for: between municipalities, and by mode between cities.</summary>
    public Outcome<MunicipalTrips> At(LevelOfService service)
    {
        var between = BetweenCities(service);
        Rows(i => FillSeed(i, between));
        var balanced = Balancing.Balance(_seed, _departing, _arriving, new BalancingOptions { Workers = _workers });
        if (!balanced.IsOk)
            return Outcome<MunicipalTrips>.Refused(balanced.Problems);
        var trips = balanced.Value.Apply(_seed);
        return new MunicipalTrips(trips, ByMode(trips, between), balanced.Value.Passes);
    }

    private bool IsOpen(int i, int j) => _model.Inputs.IsSurveyed(_places[i].Zone, _places[j].Zone);

    /// <summary>exp(V) of each mode between cities.</summary>
    private OdMatrix[] BetweenCities(LevelOfService service)
    {
        var cities = _model.Inputs.Cities.Count;
        var worth = new OdMatrix[Modes];
        for (var mode = 0; mode < Modes; mode++)
        {
            worth[mode] = new OdMatrix(cities);
            for (var pair = 0; pair < cities * cities; pair++)
            {
                var (minutes, yen) = service.BetweenCities((TravelMode)mode, pair / cities, pair % cities);
                worth[mode].Values[pair] = Math.Exp(_model.Choice.Coefficients.Utility(minutes, yen, mode));
            }
        }

        return worth;
    }

    private void FillSeed(int i, OdMatrix[] between)
    {
        Span<double> worth = stackalloc double[Modes];
        for (var j = 0; j < _places.Count; j++)
        {
            var sum = double.IsNegativeInfinity(_distanceTerm[i, j]) ? 0 : WorthOf(i, j, between, worth);
            _seed[i, j] = sum > 0 ? Math.Exp((_model.Distribution.LogSumCoefficient * Math.Log(sum)) + _distanceTerm[i, j]) : 0;
        }
    }

    private double WorthOf(int i, int j, OdMatrix[] between, Span<double> worth)
    {
        var (from, to, sum) = (_access.CityOf[i], _access.CityOf[j], 0.0);
        for (var mode = 0; mode < Modes; mode++)
        {
            worth[mode] = _worth[mode][i] * between[mode][from, to] * _worth[mode][j];
            if (mode == (int)TravelMode.Car && worth[mode] > 0)
                worth[mode] = Math.Max(worth[mode], DirectWorth(i, j));
            sum += worth[mode];
        }

        return sum;
    }

    private double DirectWorth(int i, int j)
    {
        var kilometres = _access.Kilometres(i, j);
        if (kilometres > LongestDirect)
            return 0;
        var road = MunicipalAccess.RoadOf(kilometres);
        return Math.Exp(_model.Choice.Coefficients.Utility(
            _model.Assumptions.CarTimeFactor * MunicipalAccess.Minutes(road), _model.Assumptions.CarYenPerKm * road, (int)TravelMode.Car));
    }

    /// <summary>Worth of a way to the city, 1 for none: what it takes off the utility, constants apart.</summary>
    private double Worth(TravelMode mode, double minutes, double kilometres)
    {
        if (!double.IsFinite(kilometres))
            return 0;
        var (coefficients, assumptions, isCar) = (_model.Choice.Coefficients, _model.Assumptions, mode == TravelMode.Car);
        var utility = coefficients.Utility(
            isCar ? assumptions.CarTimeFactor * minutes : minutes, (isCar ? assumptions.CarYenPerKm : assumptions.AccessYenPerKm) * kilometres, (int)mode);
        return Math.Exp(utility - coefficients.Utility(0, 0, (int)mode));
    }

    // One after the other, so that sums do not depend on the number of workers.
    private OdMatrix[] ByMode(OdMatrix trips, OdMatrix[] between)
    {
        var result = Enumerable.Range(0, Modes).Select(_ => new OdMatrix(_model.Inputs.Cities.Count)).ToArray();
        Span<double> worth = stackalloc double[Modes];
        for (var i = 0; i < _places.Count; i++)
        {
            for (var j = 0; j < _places.Count; j++)
            {
                var value = trips[i, j];
                if (value == 0)
                    continue;
                var perWorth = value / WorthOf(i, j, between, worth);
                for (var mode = 0; mode < Modes; mode++)
                    result[mode][_access.CityOf[i], _access.CityOf[j]] += perWorth * worth[mode];
            }
        }

        return result;
    }

    private void Rows(Action<int> row) =>
        Parallel.For(0, _places.Count, new ParallelOptions { MaxDegreeOfParallelism = _workers }, row);

    private static (double[] Departing, double[] Arriving) Totals(JapanModel model, IReadOnlyList<Municipality> places)
    {
        var observed = model.Inputs.AllTrips(model.Year);
        var (population, leaving, reaching) = (new double[observed.Size], new double[observed.Size], new double[observed.Size]);
        foreach (var place in places)
            population[place.Zone] += place.Population;
        for (var from = 0; from < observed.Size; from++)
        {
            for (var to = 0; to < observed.Size; to++)
            {
                var value = model.Inputs.IsSurveyed(from, to) ? observed[from, to] : 0;
                (leaving[from], reaching[to]) = (leaving[from] + value, reaching[to] + value);
            }
        }

        double[] Split(double[] zone) => [.. places.Select(place => zone[place.Zone] * place.Population / population[place.Zone])];
        return (Split(leaving), Split(reaching));
    }
}
