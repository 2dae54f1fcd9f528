using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>Everything that the model of Japan is made from, as plain data. Immutable by convention; matrices are not changed.</summary>
public sealed class JapanInputs
{
    private const int FirstYearlySurvey = 2005;

    /// <summary>The 50 survey zones, in the order of all zone matrices.</summary>
    public required IReadOnlyList<JapanZone> Zones { get; init; }

    /// <summary>The cities that stand for the zones on the network.</summary>
    public required IReadOnlyList<JapanCity> Cities { get; init; }

    /// <summary>All links that were, are or are planned to be.</summary>
    public required IReadOnlyList<JapanLink> Links { get; init; }

    /// <summary>Great-circle kilometres between zones, means over their cities; 0 on the diagonal.</summary>
    public required OdMatrix ZoneKilometres { get; init; }

    /// <summary>Observed trips by year (2005, 2010: persons a year; 1990, 1995, 2000: persons on an autumn weekday) and <see cref="TravelMode"/>.</summary>
    public required IReadOnlyDictionary<int, OdMatrix[]> TripsByMode { get; init; }

    /// <summary>Observed trips of all modes on an autumn weekday of 2010.</summary>
    public required OdMatrix WeekdayTrips2010 { get; init; }

    /// <summary>Observed trips on an autumn weekday of 2010 by purpose: business, tourism, private.</summary>
    public required IReadOnlyDictionary<string, OdMatrix> PurposeTrips2010 { get; init; }

    /// <summary>Names of the prefectures, in the order of all prefecture matrices.</summary>
    public required IReadOnlyList<string> Prefectures { get; init; }

    /// <summary>Great-circle kilometres between prefectures' population centres.</summary>
    public required OdMatrix PrefectureKilometres { get; init; }

    /// <summary>Trips of 2010 by all modes between prefectures, persons a year; the parts of Hokkaido are one.</summary>
    public required OdMatrix PrefectureTrips2010 { get; init; }

    /// <summary>Migrants by year, persons, between prefectures.</summary>
    public required IReadOnlyDictionary<int, OdMatrix> Migration { get; init; }

    /// <summary>Freight FY2022, kilograms, between prefectures.</summary>
    public required OdMatrix Freight { get; init; }

    /// <summary>Whether the survey asked about trips between two zones.</summary>
    /// <param name="origin">Index of a zone.</param>
    /// <param name="destination">Index of a zone.</param>
    public bool IsSurveyed(int origin, int destination) => origin != destination
        && (Zones[origin].UnsurveyedGroup.Length == 0
            || !string.Equals(Zones[origin].UnsurveyedGroup, Zones[destination].UnsurveyedGroup, StringComparison.Ordinal));

    /// <summary>Whether the survey of a year counted an autumn weekday; later ones count a whole year.</summary>
    public static bool CountsWeekday(int year) => year < FirstYearlySurvey;

    /// <summary>Trips of all modelled modes in a year.</summary>
    /// <param name="year">A year of <see cref="TripsByMode"/>.</param>
    public OdMatrix AllTrips(int year)
    {
        var sum = new OdMatrix(Zones.Count);
        foreach (var trips in TripsByMode[year])
        {
            for (var pair = 0; pair < sum.Values.Length; pair++)
                sum.Values[pair] += trips.Values[pair];
        }

        return sum;
    }
}
