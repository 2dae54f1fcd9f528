using MegaRegion.Contracts.Planning;
using MegaRegion.Gateway.Queries;
using MegaRegion.Scenarios.Language;
using ScenarioDocument = MegaRegion.V1.ScenarioDocument;
using ScenarioProblem = MegaRegion.V1.ScenarioProblem;

namespace MegaRegion.Gateway.Planning;

/// <summary>A scenario of a request, in whichever form it came.</summary>
/// <param name="Text">The YAML.</param>
/// <param name="IsText">Whether the caller wrote it, so that its lines mean something.</param>
internal sealed record ScenarioSource(string Text, bool IsText)
{
    /// <summary>Takes exactly one form.</summary>
    /// <exception cref="Errors.ServiceErrorException">Both, none, or too large.</exception>
    public static ScenarioSource Of(string document, ScenarioDocument? scenario)
    {
        if (document.Length > 0 && scenario is not null)
            throw Contract.Invalid("scenario", "Give the scenario as text or as a message, not both.", "シナリオは本文かメッセージのどちらか一方で指定してください。");
        if (document.Length == 0 && scenario is null)
            throw Contract.Invalid("document", "The scenario is required.", "シナリオの本文が必要です。");
        if (scenario is { NoReports: true, Reports.Count: > 0 })
            throw Contract.Invalid("scenario.no_reports", "Ask for reports or for none, not both.", "reports と no_reports はどちらか一方だけを指定してください。");

        // A message is shorter than its text; a very long one is not written out first.
        if (scenario?.CalculateSize() > ScenarioReader.MaxBytes)
            throw TooLong("scenario");
        var source = scenario is null ? new ScenarioSource(document, IsText: true) : new ScenarioSource(ScenarioText.Of(scenario), IsText: false);
        return ScenarioReader.IsShortEnough(source.Text) ? source : throw TooLong(scenario is null ? "document" : "scenario");
    }

    /// <summary>Problems on the wire; without lines when there was no text.</summary>
    public IEnumerable<ScenarioProblem> ToWire(IEnumerable<ProblemMessage> problems) =>
        problems.Select(problem => RunMessages.ToWire(IsText ? problem : problem with { Line = 0 }));

    private static Exception TooLong(string field) => Contract.Invalid(
        field, "A scenario has at most 256 kB (262,144 bytes of UTF-8) as YAML.", "シナリオは YAML で 256 kB（UTF-8 で 262,144 バイト）までです。");
}
