using MegaRegion.Contracts.Planning;
using MegaRegion.V1;
using RunStatus = MegaRegion.V1.RunStatus;

namespace MegaRegion.Gateway.Planning;

/// <summary>Runs and results on the wire.</summary>
internal static class RunMessages
{
    /// <summary>A run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="summary">Of its result; null leaves it out.</param>
    public static Run ToWire(RunView run, ResultSummary? summary)
    {
        var wire = new Run
        {
            Id = run.Id,
            Name = run.Order.Name,
            Status = (RunStatus)run.Status,
            Stage = run.Status == Contracts.Planning.RunStatus.Done ? RunStage.Done : (RunStage)run.Progress.Stage,
            Fraction = run.Status == Contracts.Planning.RunStatus.Done ? 1 : run.Progress.Fraction,
            QueuedAtMs = run.QueuedAtMs,
            StartedAtMs = run.StartedAtMs,
            EndedAtMs = run.EndedAtMs,
            LivePosition = run.Order.LivePosition,
        };
        if (double.IsFinite(run.Progress.Gap))
            wire.Gap = run.Progress.Gap;
        if (run.Progress.SecondsLeft is { } left && !run.HasEnded)
            wire.SecondsLeft = left;
        wire.Problems.Add(run.Problems.Select(ToWire));
        if (summary is not null)
        {
            wire.Headline.Add(summary.Headline.Select(ToWire));
            wire.Tables.Add(summary.Tables);
        }

        return wire;
    }

    /// <summary>A problem of a document.</summary>
    public static ScenarioProblem ToWire(ProblemMessage problem) => new()
    {
        Line = problem.Line,
        Field = problem.Field,
        Expected = problem.Expected,
        Cure = problem.Cure,
        ExpectedJa = problem.ExpectedJa ?? "",
        CureJa = problem.CureJa ?? "",
    };

    /// <summary>A page of a table, without the token of the next.</summary>
    public static GetRunTableResponse ToWire(TablePage page)
    {
        var wire = new GetRunTableResponse
        {
            Key = page.Key,
            TitleEn = page.Titles[0],
            TitleJa = page.Titles[1],
            NoteEn = page.Titles[2],
            NoteJa = page.Titles[3],
        };
        wire.Columns.Add(page.Columns.Select(column => TableMessages.Column(
            column.Key, column.NameEn, column.NameJa, column.Unit, column.IsNumber, column.Label)));
        wire.Rows.Add(page.Rows.Select(row => TableMessages.Row(row.Texts, row.Numbers)));
        return wire;
    }

    private static RunFigure ToWire(FigureMessage figure)
    {
        var wire = new RunFigure
        {
            Key = figure.Key,
            NameEn = figure.NameEn,
            NameJa = figure.NameJa,
            Unit = figure.Unit,
            Label = figure.Label,
            Before = figure.Before,
            After = figure.After,
            Noise = figure.Noise,
        };
        if (figure.Low is { } low)
            wire.Low = low;
        if (figure.High is { } high)
            wire.High = high;
        return wire;
    }
}
