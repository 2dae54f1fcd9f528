using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.ModeChoice;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// Choice of mode by multinomial logit: V_m = a_m + b_h hours + b_y fare + (car only) b_c hours, rail's a being 0. The
/// extra term says that an hour at the wheel is worse than one on a train; without it the estimated value of time has the
/// wrong sign.
/// </summary>
public sealed class ModeSplit
{
    private const double YenUnit = 10_000;
    private const double MinutesPerHour = 60;

    private static readonly string[] ModeNames = ["rail", "air", "car", "bus"];
    private static readonly string[] Attributes = ["hours", "fare (10,000 yen)", "hours by car"];

    private ModeSplit(ModeChoiceFit fit)
    {
        Fit = fit;
        Coefficients = new ChoiceCoefficients(
            fit[Attributes[0]].Value, fit[Attributes[1]].Value, fit[Attributes[2]].Value, [0, .. ModeNames[1..].Select(mode => fit["constant " + mode].Value)]);
    }

    /// <summary>The coefficients by themselves.</summary>
    public ChoiceCoefficients Coefficients { get; }

    /// <summary>Robust standard errors of the coefficients, in their order.</summary>
    public ChoiceCoefficients StandardErrors => new(
        Fit[Attributes[0]].RobustStandardError,
        Fit[Attributes[1]].RobustStandardError,
        Fit[Attributes[2]].RobustStandardError,
        [0, .. ModeNames[1..].Select(mode => Fit["constant " + mode].RobustStandardError)]);

    /// <summary>The estimation: coefficients with standard errors, likelihood, shares per pair.</summary>
    public ModeChoiceFit Fit { get; }

    /// <summary>Value of time, yen per minute.</summary>
    public double YenPerMinute => Coefficients.YenPerMinute;

    /// <summary>Utility of one yen, negative: turns differences of log-sums into yen.</summary>
    public double UtilityPerYen => Coefficients.UtilityPerYen;

    /// <summary>Estimates the choice on observed trips.</summary>
    /// <param name="inputs">Zones and which pairs were surveyed.</param>
    /// <param name="service">What travel took in the year of the trips.</param>
    /// <param name="trips">Observed trips by mode.</param>
    /// <returns>The choice, or why it cannot be estimated.</returns>
    public static Outcome<ModeSplit> Estimate(JapanInputs inputs, LevelOfService service, OdMatrix[] trips)
    {
        var (counts, values) = (new List<double[]>(), new List<double[][]>());
        for (var i = 0; i < inputs.Zones.Count; i++)
        {
            for (var j = 0; j < inputs.Zones.Count; j++)
            {
                if (!inputs.IsSurveyed(i, j))
                    continue;
                var known = Enumerable.Range(0, ModeNames.Length).Select(mode => double.IsFinite(service.Minutes[mode][i, j])).ToArray();
                double[] count = [.. known.Select((isKnown, mode) => isKnown ? trips[mode][i, j] : 0)];
                if (!(count.Sum() > 0))
                    continue;
                counts.Add(count);
                values.Add([.. known.Select((isKnown, mode) => Values(service, mode, i, j, isKnown))]);
            }
        }

        var fit = ModeChoiceModel.Estimate(new ModeChoiceData { Modes = ModeNames, Attributes = Attributes, Trips = [.. counts], Values = [.. values] });
        return fit.IsOk ? new ModeSplit(fit.Value) : Outcome<ModeSplit>.Refused(fit.Problems);
    }

    /// <summary>Utility of a mode between two zones; −∞ where it is not available.</summary>
    /// <param name="service">What travel takes.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="origin">Origin zone.</param>
    /// <param name="destination">Destination zone.</param>
    public double Utility(LevelOfService service, int mode, int origin, int destination) =>
        Coefficients.Utility(service, mode, origin, destination);

    /// <summary>Shares of the modes between two zones.</summary>
    /// <param name="service">What travel takes.</param>
    /// <param name="origin">Origin zone.</param>
    /// <param name="destination">Destination zone.</param>
    /// <param name="shares">Receives the shares; all 0 where no mode is available.</param>
    /// <returns>The log-sum; −∞ where no mode is available.</returns>
    public double Shares(LevelOfService service, int origin, int destination, Span<double> shares) =>
        Coefficients.Shares(service, origin, destination, shares);

    /// <summary>Parameters with their standard errors.</summary>
    public IReadOnlyList<EstimatedParameter> Parameters => Fit.Parameters;

    private static double[] Values(LevelOfService service, int mode, int i, int j, bool isKnown)
    {
        var hours = isKnown ? service.Minutes[mode][i, j] / MinutesPerHour : double.NaN;
        return [hours, service.Yen[mode][i, j] / YenUnit, mode == (int)TravelMode.Car ? hours : 0];
    }
}
