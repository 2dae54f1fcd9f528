namespace MegaRegion.Scenarios.Language;

/// <summary>Where a scenario starts from.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="ObservedYear">Survey year of an observed baseline: 2005 or 2010.</param>
/// <param name="Run">Name or id of the run of a run baseline, whose changes come first.</param>
/// <param name="From">First day of a live window.</param>
/// <param name="Until">Last day of a live window.</param>
public sealed record BaselineReference(
    BaselineKind Kind, int ObservedYear = 2010, string Run = "", DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>The observed flows of 2010.</summary>
    public static BaselineReference Observed2010 { get; } = new(BaselineKind.Observed);
}
