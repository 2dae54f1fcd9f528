namespace MegaRegion.Scenarios.Language;

/// <summary>The reports by their words in the language.</summary>
public static class ReportKinds
{
    /// <summary>What is reported when nothing is asked for: everything whose change is named, cheap and not empty.</summary>
    public static IReadOnlyList<ReportKind> Default { get; } =
    [
        ReportKind.Regions, ReportKind.Zones, ReportKind.Modes, ReportKind.Access, ReportKind.Convection, ReportKind.Causes,
    ];

    /// <summary>All reports by word.</summary>
    public static IReadOnlyDictionary<string, ReportKind> ByWord { get; } =
        Enum.GetValues<ReportKind>().ToDictionary(Word, kind => kind, StringComparer.Ordinal);

    /// <summary>The word of a report.</summary>
    public static string Word(this ReportKind kind) => kind.ToString().ToLowerInvariant();
}
