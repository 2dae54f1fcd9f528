namespace MegaRegion.Scenarios.Language;

/// <summary>A what-if: a baseline, a year, changes in order, how to solve it and what to report. Immutable.</summary>
public sealed record ScenarioDocument
{
    /// <summary>Name, a slug of a-z, 0-9 and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>English title.</summary>
    public string TitleEn { get; init; } = "";

    /// <summary>Japanese title.</summary>
    public string TitleJa { get; init; } = "";

    /// <summary>A remark of the author.</summary>
    public string Note { get; init; } = "";

    /// <summary>What it is compared with.</summary>
    public BaselineReference Baseline { get; init; } = BaselineReference.Observed2010;

    /// <summary>The year that the changes describe, 2010 to 2060; a label, and where dynamics end.</summary>
    public int Year { get; init; } = 2010;

    /// <summary>What changes, in order.</summary>
    public IReadOnlyList<Modification> Changes { get; init; } = [];

    /// <summary>How it is solved.</summary>
    public SolveSettings Solve { get; init; } = new();

    /// <summary>Which tables the result holds.</summary>
    public IReadOnlyList<ReportKind> Reports { get; init; } = ReportKinds.Default;

    /// <summary>This run as a baseline that starts from flows: the changes of the run that it starts from, then its own.</summary>
    /// <param name="earlier">The run that it starts from.</param>
    public ScenarioDocument On(ScenarioDocument earlier) =>
        this with { Changes = [.. earlier.Changes, .. Changes], Baseline = earlier.Baseline };
}
