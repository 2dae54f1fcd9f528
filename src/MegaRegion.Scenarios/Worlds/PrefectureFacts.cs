using MegaRegion.Domain.Places;

namespace MegaRegion.Scenarios.Worlds;

/// <summary>What is known of a prefecture.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Region">Its region.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Centre">Population-weighted centre.</param>
/// <param name="Population">Residents by year: 2020 observed, 2025 preliminary, 2030, 2040 and 2050 projected, where known.</param>
/// <param name="NetExportsYen">Net exports FY2019, yen, observed; null when not known.</param>
/// <param name="IndustryYen">Gross value added by industry FY2019, yen, observed.</param>
public sealed record PrefectureFacts(
    PlaceId Id,
    PlaceId Region,
    string NameJa,
    string NameEn,
    GeoPoint Centre,
    IReadOnlyDictionary<int, long> Population,
    double? NetExportsYen,
    IReadOnlyDictionary<string, double> IndustryYen)
{
    /// <summary>Residents in a year over those of 2020, linear between known years.</summary>
    /// <param name="year">From 2020 to 2050.</param>
    public double PopulationFactor(int year)
    {
        int[] known = [.. Population.Keys.Order()];
        var before = known.Last(k => k <= Math.Max(year, known[0]));
        var after = known.FirstOrDefault(k => k >= year, known[^1]);
        var share = after > before ? (year - before) / (double)(after - before) : 0;
        return ((Population[before] * (1 - share)) + (Population[after] * share)) / Population[known[0]];
    }
}
