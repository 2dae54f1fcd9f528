using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Reports;

/// <summary>
/// Who can be the centre of a 定住自立圏 (S12) or of a 連携中枢都市圏 (S13), every yes and no explained.
/// <para>S12: outside the three metropolitan areas, about 50,000 residents (at least above 40,000), as many people by day as by
/// night. S13: outside the three metropolitan areas, a designated city or a city of 200,000 residents (中核市), day/night
/// ratio of at least 1; or two such neighbours of 100,000 each, 200,000 together, about an hour apart.</para>
/// <para>Not tested, because the data set does not know it: commuting into metropolitan centres, which lets some cities inside
/// the three areas qualify; and exceptions for merged municipalities.</para>
/// </summary>
internal static class CentreRules
{
    private const double SettlementResidents = 50_000;
    private const double SettlementLeast = 40_000;
    private const double CoreResidents = 200_000;
    private const double PartnerResidents = 100_000;
    private const double LargestHour = 60;

    /// <summary>定住自立圏.</summary>
    /// <param name="city">The municipality.</param>
    /// <param name="residents">Its residents.</param>
    public static (bool IsEligible, string Reason) Settlement(MunicipalityFacts city, double residents)
    {
        if (city.Kind is not ("city" or "designated_city"))
            return (false, "is not a city (市)");
        if (Metropolises.Contains(city))
            return (false, "lies in one of the three metropolitan areas");
        if (residents <= SettlementLeast)
            return (false, Text($"has {residents:F0} residents, 40,000 or fewer"));
        if (city.DayNightRatio < 1)
            return (false, Text($"has fewer people by day than by night: ratio {city.DayNightRatio:F3}"));
        return (true, residents < SettlementResidents
            ? Text($"{residents:F0} residents are about 50,000 (above 40,000), ratio {city.DayNightRatio:F3}")
            : Text($"{residents:F0} residents, ratio {city.DayNightRatio:F3}"));
    }

    /// <summary>連携中枢都市圏.</summary>
    /// <param name="city">The municipality.</param>
    /// <param name="residents">Its residents.</param>
    /// <param name="neighbours">Other municipalities with residents and minutes by road.</param>
    public static (bool IsEligible, string Reason) Core(
        MunicipalityFacts city, double residents, Func<IEnumerable<(MunicipalityFacts City, double Residents, double Minutes)>> neighbours)
    {
        if (city.Kind is not ("city" or "designated_city"))
            return (false, "is not a city (市)");
        if (Metropolises.Contains(city))
            return (false, "lies in one of the three metropolitan areas");
        if (city.DayNightRatio < 1)
            return (false, Text($"has fewer people by day than by night: ratio {city.DayNightRatio:F3}"));
        if (city.Kind is "designated_city" || residents >= CoreResidents)
            return (true, Text($"{(city.Kind is "designated_city" ? "designated city" : "city of 200,000")}, ratio {city.DayNightRatio:F3}"));
        if (residents < PartnerResidents)
            return (false, Text($"has {residents:F0} residents, below 200,000 and below the 100,000 of a partner"));
        var partner = neighbours()
            .Where(other => other.Residents >= PartnerResidents && other.Residents + residents >= CoreResidents && other.Minutes <= LargestHour
                && other.City.Kind is "city" or "designated_city" && other.City.DayNightRatio >= 1 && !Metropolises.Contains(other.City))
            .OrderBy(other => other.Minutes).FirstOrDefault();
        return partner.City is null
            ? (false, Text($"has {residents:F0} residents and no partner of 100,000 within an hour"))
            : (true, Text($"together with {partner.City.NameJa}, {partner.Minutes:F0} minutes away: {residents + partner.Residents:F0} residents"));
    }

    private static string Text(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
