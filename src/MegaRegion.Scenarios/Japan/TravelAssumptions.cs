namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// What the data set does not hold and the model therefore assumes: fares, waiting, time in airports. Fares are in yen of
/// 2010 and fitted by eye to a few published fares (Tokyo-Nagoya 10,780, Tokyo-Osaka 14,050, Tokyo-Hakata 22,320);
/// everything here is general knowledge and can be replaced.
/// </summary>
public sealed record TravelAssumptions
{
    /// <summary>
    /// Value of time with which travellers weigh fares against minutes on their way, yen per minute: where the calibration
    /// starts; it then takes the value that the choice of mode shows.
    /// </summary>
    public double YenPerMinute { get; init; } = 50;

    /// <summary>Part of the headway that a traveller who knows the timetable loses.</summary>
    public double HeadwayShare { get; init; } = 0.25;

    /// <summary>Longest such loss, minutes.</summary>
    public double LongestWait { get; init; } = 20;

    /// <summary>Minutes of a day during which services run.</summary>
    public double ServiceDayMinutes { get; init; } = 17 * 60;

    /// <summary>Departures a day of express trains whose number is not known.</summary>
    public double ExpressesPerDay { get; init; } = 15;

    /// <summary>Minutes to board a train, also when changing.</summary>
    public double BoardingMinutes { get; init; } = 8;

    /// <summary>Minutes in both airports of a flight, and what its unknown frequency costs.</summary>
    public double AirportMinutes { get; init; } = 75;

    /// <summary>Breaks and congestion of car journeys, as a factor on driving time.</summary>
    public double CarTimeFactor { get; init; } = 1.1;

    /// <summary>Bus time over driving time.</summary>
    public double BusTimeFactor { get; init; } = 1.2;

    /// <summary>Minutes at bus terminals per journey leg.</summary>
    public double BusTerminalMinutes { get; init; } = 30;

    /// <summary>Fare of a Shinkansen leg: coefficient · km ^ power, yen.</summary>
    public (double Coefficient, double Power) ShinkansenFare { get; init; } = (251, 0.635);

    /// <summary>Fare of express trains, yen per great-circle kilometre.</summary>
    public double ExpressYenPerKm { get; init; } = 40;

    /// <summary>What the maglev costs above the Shinkansen, yen per leg (planned: about 700 to Nagoya, 1,000 to Osaka).</summary>
    public double MaglevSurcharge { get; init; } = 700;

    /// <summary>Fare of a flight, yen.</summary>
    public double AirFixedYen { get; init; } = 10_500;

    /// <summary>Fare of a flight, yen per great-circle kilometre.</summary>
    public double AirYenPerKm { get; init; } = 8;

    /// <summary>Toll and fuel per person in a car, yen per kilometre.</summary>
    public double CarYenPerKm { get; init; } = 15;

    /// <summary>Bus fare, yen per leg.</summary>
    public double BusFixedYen { get; init; } = 600;

    /// <summary>Bus fare, yen per kilometre.</summary>
    public double BusYenPerKm { get; init; } = 7.5;

    /// <summary>Fare of access, yen per kilometre.</summary>
    public double AccessYenPerKm { get; init; } = 20;

    /// <summary>
    /// Time on Shinkansen and road over the time of today's network, by year: trains and roads were slower. Published
    /// fastest times Tokyo-Osaka 172 (1990), 150 (2005), 145 (2010), 141 minutes (2026) and Tokyo-Sendai give the first.
    /// </summary>
    /// <param name="year">The year.</param>
    /// <returns>Factors for Shinkansen and road.</returns>
    public (double Shinkansen, double Road) TimeFactors(int year) => year switch
    {
        < 1993 => (1.18, 1.15),
        < 1998 => (1.12, 1.10),
        < 2003 => (1.08, 1.06),
        < 2008 => (1.06, 1.03),
        < 2013 => (1.05, 1.0),
        _ => (1.0, 1.0),
    };

    /// <summary>Minutes that boarding a scheduled service costs: getting there and its headway.</summary>
    /// <param name="servicesPerDay">Departures a day.</param>
    public double BoardingCost(double servicesPerDay) =>
        BoardingMinutes + Math.Min(LongestWait, HeadwayShare * ServiceDayMinutes / servicesPerDay);
}
