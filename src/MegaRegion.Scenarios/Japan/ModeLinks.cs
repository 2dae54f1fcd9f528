namespace MegaRegion.Scenarios.Japan;

/// <summary>Turns links of the inter-city network into links of the modes that use them, priced by the assumptions.</summary>
internal static class ModeLinks
{
    /// <summary>All mode links of a year.</summary>
    /// <param name="links">Links of the inter-city network.</param>
    /// <param name="assumptions">What is assumed.</param>
    /// <param name="year">The year whose speeds hold.</param>
    public static IEnumerable<ModeLink> Of(IEnumerable<JapanLink> links, TravelAssumptions assumptions, int year) =>
        links.SelectMany(link => Of(link, assumptions, assumptions.TimeFactors(year)).Select(mode => Edited(mode, link)));

    // What a scenario states about fare and wait; × 1 and + 0 change no bit.
    private static ModeLink Edited(ModeLink mode, JapanLink link) =>
        mode with { Yen = mode.Yen * link.FareFactor, WaitMinutes = Math.Max(0, mode.WaitMinutes + link.ExtraWaitMinutes) };

    private static ModeLink[] Of(JapanLink link, TravelAssumptions a, (double Shinkansen, double Road) factors)
    {
        var km = link.Kilometres;
        return link.Kind switch
        {
            LinkKind.Shinkansen => [Train(link, a, link.Minutes * factors.Shinkansen, ShinkansenFare(a, km))],
            LinkKind.Maglev => [Train(link, a, link.Minutes, ShinkansenFare(a, km) + a.MaglevSurcharge)],
            LinkKind.Express => [Train(link, a, link.Minutes, a.ExpressYenPerKm * km)],
            LinkKind.Transfer => [new ModeLink(TravelMode.Rail, link.From, link.To, link.Minutes, 0, 0, 0)],
            LinkKind.Air => [new ModeLink(TravelMode.Air, link.From, link.To, link.Minutes, a.AirportMinutes, a.AirFixedYen + (a.AirYenPerKm * km), link.SeatsPerDay ?? 0)],
            LinkKind.Road =>
            [
                new ModeLink(TravelMode.Car, link.From, link.To, link.Minutes * factors.Road * a.CarTimeFactor, 0, a.CarYenPerKm * km, 0),
                new ModeLink(TravelMode.Bus, link.From, link.To, link.Minutes * factors.Road * a.BusTimeFactor, a.BusTerminalMinutes, a.BusFixedYen + (a.BusYenPerKm * km), 0),
            ],
            _ => [Access(link, a, TravelMode.Rail), Access(link, a, TravelMode.Air)],
        };
    }

    private static double ShinkansenFare(TravelAssumptions a, double km) => a.ShinkansenFare.Coefficient * Math.Pow(km, a.ShinkansenFare.Power);

    private static ModeLink Train(JapanLink link, TravelAssumptions a, double ride, double yen) => new(
        TravelMode.Rail, link.From, link.To, ride, a.BoardingCost(link.ServicesPerDay is > 0 and var services ? services : a.ExpressesPerDay), yen, link.SeatsPerDay ?? 0);

    private static ModeLink Access(JapanLink link, TravelAssumptions a, TravelMode mode) =>
        new(mode, link.From, link.To, link.Minutes, 0, a.AccessYenPerKm * link.Kilometres, 0);
}
