using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Reports;

/// <summary>The three metropolitan areas as policies draw them: one capital, two fu and eight prefectures.</summary>
internal static class Metropolises
{
    private static readonly HashSet<string> Prefectures = new(
        ["jp:11", "jp:12", "jp:13", "jp:14", "jp:21", "jp:23", "jp:24", "jp:26", "jp:27", "jp:28", "jp:29"], StringComparer.Ordinal);

    /// <summary>Whether a municipality lies in one.</summary>
    public static bool Contains(MunicipalityFacts municipality) => Prefectures.Contains(municipality.Prefecture.Value);
}
