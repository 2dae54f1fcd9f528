using System.Globalization;
using MegaRegion.Scenarios.Language;
using MegaRegion.V1;
using ScenarioDocument = MegaRegion.Scenarios.Language.ScenarioDocument;
using SolveSettings = MegaRegion.Scenarios.Language.SolveSettings;

namespace MegaRegion.Gateway.Planning;

/// <summary>A scenario as a message, with every default filled in.</summary>
internal static class ScenarioMessages
{
    /// <summary>The message.</summary>
    public static V1.ScenarioDocument Of(ScenarioDocument document)
    {
        var wire = new V1.ScenarioDocument
        {
            Name = document.Name,
            TitleEn = document.TitleEn,
            TitleJa = document.TitleJa,
            Note = document.Note,
            Baseline = Of(document.Baseline),
            Year = document.Year,
            Solve = Of(document.Solve),
            NoReports = document.Reports.Count == 0,
        };
        wire.Changes.Add(document.Changes.Select(ChangeMessages.Of));
        wire.Reports.Add(document.Reports.Select(ReportKinds.Word));
        return wire;
    }

    /// <summary>A day as the contract writes it; empty for none.</summary>
    public static string DayOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static ScenarioBaseline Of(BaselineReference baseline) => baseline.Kind switch
    {
        BaselineKind.Run => new ScenarioBaseline { Run = baseline.Run },
        BaselineKind.Live => new ScenarioBaseline { Live = new LiveWindow { FromDay = DayOf(baseline.From), UntilDay = DayOf(baseline.Until) } },
        _ => new ScenarioBaseline { ObservedYear = baseline.ObservedYear },
    };

    private static V1.SolveSettings Of(SolveSettings solve) => new()
    {
        Gap = solve.Gap,
        MaxRounds = solve.MaxRounds,
        Uncoupled = !solve.IsCoupled,
        Inelastic = !solve.IsDemandElastic,
        Draws = solve.Draws,
        Seed = solve.Seed,
        DynamicsUntil = solve.DynamicsUntil ?? 0,
        DynamicsStepYears = solve.DynamicsStepYears,
    };
}
