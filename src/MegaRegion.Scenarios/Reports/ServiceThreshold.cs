namespace MegaRegion.Scenarios.Reports;

/// <summary>
/// How likely a service stands in a municipality of P residents: 1 / (1 + exp(−b (ln P − ln P₅₀))), b = ln 4 / (ln P₈₀ − ln P₅₀),
/// so that the chance is 50 % at P₅₀ and 80 % at P₈₀.
/// </summary>
/// <param name="Key">Stable name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Half">P₅₀, residents.</param>
/// <param name="Most">P₈₀, residents.</param>
internal sealed record ServiceThreshold(string Key, string NameEn, string NameJa, double Half, double Most)
{
    /// <summary>
    /// Services and their thresholds, restated from general knowledge of 国土のグランドデザイン2050 (国土交通省, 2014); not verified
    /// against a stored source, therefore labelled assumed.
    /// </summary>
    public static readonly IReadOnlyList<ServiceThreshold> All =
    [
        new("hospital", "Hospital", "一般病院", 5_500, 27_500),
        new("bank", "Bank", "銀行", 6_500, 9_500),
        new("home-care", "Home care", "訪問介護事業", 8_500, 27_500),
        new("care-facility", "Geriatric health facility", "介護老人保健施設", 9_500, 22_500),
        new("emergency-hospital", "Emergency hospital", "救急告示病院", 17_500, 37_500),
        new("elderly-home", "Private elderly home", "有料老人ホーム", 42_500, 125_000),
        new("university", "University", "大学", 125_000, 175_000),
        new("critical-care", "Critical care centre", "救命救急センター", 175_000, 275_000),
    ];

    /// <summary>The chance at a population.</summary>
    /// <param name="population">Residents, at least 0.</param>
    public double Chance(double population)
    {
        if (population <= 0)
            return 0;
        var slope = Math.Log(4) / (Math.Log(Most) - Math.Log(Half));
        return 1 / (1 + Math.Exp(-slope * (Math.Log(population) - Math.Log(Half))));
    }
}
