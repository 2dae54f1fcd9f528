using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// How well a model of an earlier survey foretells a later one, beside what one would have said without a model. Zone totals
/// of the later year are given to both, because the data set has no populations of these years.
/// </summary>
/// <param name="FromYear">Year of the model.</param>
/// <param name="ToYear">Year that is foretold.</param>
/// <param name="Model">The model of the earlier year.</param>
/// <param name="ObservedShares">National mode shares of the later year.</param>
/// <param name="ForetoldShares">The same, foretold by pivoting on the earlier year.</param>
/// <param name="EarlierShares">National mode shares of the earlier year's pairs at the later year's trips: nothing changes.</param>
/// <param name="ModeError">Part of the trips that the foretelling puts on the wrong mode.</param>
/// <param name="NaiveModeError">The same with the shares of the earlier year.</param>
/// <param name="TripError">Part of the trips that the foretelling puts on the wrong pair, given zone totals.</param>
/// <param name="NaiveTripError">The same with the earlier matrix scaled to the zone totals.</param>
public sealed record BackCast(
    int FromYear,
    int ToYear,
    JapanModel Model,
    double[] ObservedShares,
    double[] ForetoldShares,
    double[] EarlierShares,
    double ModeError,
    double NaiveModeError,
    double TripError,
    double NaiveTripError)
{
    private const int Modes = 4;

    /// <summary>Foretells a later survey.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="fromYear">Survey of which a model is made.</param>
    /// <param name="toYear">Survey that is foretold.</param>
    /// <param name="assumptions">What is assumed; null takes the defaults.</param>
    /// <returns>The comparison, or why there is none.</returns>
    public static Outcome<BackCast> Make(JapanInputs inputs, int fromYear, int toYear, TravelAssumptions? assumptions = null)
    {
        var model = JapanModel.Calibrate(inputs, fromYear, assumptions);
        if (!model.IsOk)
            return Outcome<BackCast>.Refused(model.Problems);
        var service = model.Value.At(toYear).Service;
        var foretold = new PivotDemand(model.Value, new DemandChange()).At(service).Trips;
        var (observed, earlier) = (inputs.TripsByMode[toYear], inputs.TripsByMode[fromYear]);
        var (modeError, foretoldShares, observedShares) = CompareModes(inputs, observed, foretold);
        var (naiveModeError, earlierShares, _) = CompareModes(inputs, observed, earlier);
        // Weekdays are compared with the weekday of 2010, of which there is a table without modes.
        var target = JapanInputs.CountsWeekday(fromYear) && toYear == 2010 ? inputs.WeekdayTrips2010 : inputs.AllTrips(toYear);
        var naive = Scaled(inputs.AllTrips(fromYear), target);
        var pivot = Scaled(Pivoted(model.Value, service), target);
        if (!naive.IsOk || !pivot.IsOk)
            return Outcome<BackCast>.Refused([.. naive.Problems, .. pivot.Problems]);
        return new BackCast(
            fromYear, toYear, model.Value, observedShares, foretoldShares, earlierShares, modeError, naiveModeError, Misplaced(target, pivot.Value), Misplaced(target, naive.Value));
    }

    /// <summary>Half the sum of absolute differences over the sum: the part of trips in the wrong cell.</summary>
    /// <param name="observed">Observed trips.</param>
    /// <param name="foretold">Trips with the same total.</param>
    internal static double Misplaced(OdMatrix observed, OdMatrix foretold)
    {
        var sum = 0.0;
        for (var pair = 0; pair < observed.Values.Length; pair++)
            sum += Math.Abs(observed.Values[pair] - foretold.Values[pair]);
        return sum / 2 / observed.Total();
    }

    private static OdMatrix Pivoted(JapanModel model, LevelOfService service)
    {
        var trips = new PivotDemand(model, new DemandChange()).At(service).Trips;
        var sum = new OdMatrix(trips[0].Size);
        foreach (var mode in trips)
        {
            for (var pair = 0; pair < sum.Values.Length; pair++)
                sum.Values[pair] += mode.Values[pair];
        }

        return sum;
    }

    private static Outcome<OdMatrix> Scaled(OdMatrix matrix, OdMatrix totals)
    {
        // A small floor keeps pairs open that had no trips in the earlier sample.
        var seed = matrix.Copy();
        var floor = 1e-9 * matrix.Total();
        var (rows, columns) = (new double[seed.Size], new double[seed.Size]);
        for (var i = 0; i < seed.Size; i++)
        {
            for (var j = 0; j < seed.Size; j++)
            {
                seed[i, j] = totals[i, j] > 0 ? Math.Max(seed[i, j], floor) : seed[i, j];
                rows[i] += totals[i, j];
                columns[j] += totals[i, j];
            }
        }

        var balanced = Modelling.Demand.Balancing.Balance(seed, rows, columns);
        return balanced.IsOk ? balanced.Value.Apply(seed) : Outcome<OdMatrix>.Refused(balanced.Problems);
    }

    /// <summary>Shares of each pair applied to the observed trips of the pair.</summary>
    private static (double Error, double[] Foretold, double[] Observed) CompareModes(JapanInputs inputs, OdMatrix[] observed, OdMatrix[] shares)
    {
        var (wrong, total, foretold, seen) = (0.0, 0.0, new double[Modes], new double[Modes]);
        for (var i = 0; i < inputs.Zones.Count; i++)
        {
            for (var j = 0; j < inputs.Zones.Count; j++)
            {
                var (trips, sum) = (observed.Sum(mode => mode[i, j]), shares.Sum(mode => mode[i, j]));
                if (trips == 0 || sum == 0)
                    continue;
                for (var mode = 0; mode < Modes; mode++)
                {
                    var expected = trips * shares[mode][i, j] / sum;
                    wrong += Math.Abs(expected - observed[mode][i, j]) / 2;
                    (foretold[mode], seen[mode]) = (foretold[mode] + expected, seen[mode] + observed[mode][i, j]);
                }

                total += trips;
            }
        }

        return (wrong / total, [.. foretold.Select(value => value / total)], [.. seen.Select(value => value / total)]);
    }
}
