using MegaRegion.Modelling.ModeChoice;

namespace MegaRegion.Scenarios.Japan;

/// <summary>Coefficients of the choice of mode; see <see cref="ModeSplit"/>.</summary>
/// <param name="Hours">Utility of an hour.</param>
/// <param name="Fare">Utility of 10,000 yen.</param>
/// <param name="HoursByCar">Utility of an hour at the wheel, beside <paramref name="Hours"/>.</param>
/// <param name="Constants">Constants by <see cref="TravelMode"/>; rail's is 0.</param>
public sealed record ChoiceCoefficients(double Hours, double Fare, double HoursByCar, IReadOnlyList<double> Constants)
{
    private const double YenUnit = 10_000;
    private const double MinutesPerHour = 60;
    private const int Modes = 4;

    private static readonly NestedLogit Logit = NestedLogit.Multinomial(Modes);

    /// <summary>Value of time, yen per minute.</summary>
    public double YenPerMinute => Hours / Fare * YenUnit / MinutesPerHour;

    /// <summary>Utility of one yen, negative.</summary>
    public double UtilityPerYen => Fare / YenUnit;

    /// <summary>Utility of a mode between two zones; −∞ where it is not available.</summary>
    /// <param name="service">What travel takes.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="origin">Origin zone.</param>
    /// <param name="destination">Destination zone.</param>
    public double Utility(LevelOfService service, int mode, int origin, int destination) =>
        Utility(service.Minutes[mode][origin, destination], service.Yen[mode][origin, destination], mode);

    /// <summary>Utility of a mode; −∞ where it is not available.</summary>
    /// <param name="minutes">Minutes from door to door; infinite where it is not available.</param>
    /// <param name="yen">Fare, yen.</param>
    /// <param name="mode">The mode.</param>
    public double Utility(double minutes, double yen, int mode)
    {
        var hours = minutes / MinutesPerHour;
        if (!double.IsFinite(hours))
            return double.NegativeInfinity;
        return Constants[mode] + (Hours * hours) + (Fare * yen / YenUnit)
            + (mode == (int)TravelMode.Car ? HoursByCar * hours : 0);
    }

    /// <summary>Shares of the modes between two zones.</summary>
    /// <param name="service">What travel takes.</param>
    /// <param name="origin">Origin zone.</param>
    /// <param name="destination">Destination zone.</param>
    /// <param name="shares">Receives the shares; all 0 where no mode is available.</param>
    /// <returns>The log-sum; −∞ where no mode is available.</returns>
    public double Shares(LevelOfService service, int origin, int destination, Span<double> shares)
    {
        Span<double> utility = stackalloc double[Modes];
        for (var mode = 0; mode < utility.Length; mode++)
            utility[mode] = Utility(service, mode, origin, destination);
        return Logit.Shares(utility, shares);
    }
}
