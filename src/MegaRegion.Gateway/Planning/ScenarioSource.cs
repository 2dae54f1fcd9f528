using MegaRegion.Contracts.Planning;
using MegaRegion.Gateway.Queries;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Planning;

/// <summary>A scenario of a request, in whichever form it came.</summary>
/// <param name="Text">The YAML.</param>
/// <param name="IsText">Whether the caller wrote it, so that its lines mean something.</param>
internal sealed record ScenarioSource(string Text, bool IsText)
{
    private const int MaxSize = 256 * 1024;

    /// <summary>Takes exactly one form.</summary>
    /// <exception cref="Errors.ServiceErrorException">Both, none, or too large.</exception>
    public static ScenarioSource Of(string document, ScenarioDocument? scenario)
    {
        if (document.Length > 0 && scenario is not null)
            throw Contract.Invalid("scenario", "Give the scenario as text or as a message, not both.", "シナリオは本文かメッセージのどちらか一方で指定してください。");
        if (document.Length == 0 && scenario is null)
            throw Contract.Invalid("document", "The scenario is required.", "シナリオの本文が必要です。");
        if (document.Length > MaxSize || scenario?.CalculateSize() > MaxSize)
            throw Contract.Invalid(scenario is null ? "document" : "scenario", "A scenario has at most 256 kB.", "シナリオは 256 kB までです。");
        return scenario is null ? new ScenarioSource(document, IsText: true) : new ScenarioSource(ScenarioText.Of(scenario), IsText: false);
    }

    /// <summary>Problems on the wire; without lines when there was no text.</summary>
    public IEnumerable<ScenarioProblem> ToWire(IEnumerable<ProblemMessage> problems) =>
        problems.Select(problem => RunMessages.ToWire(IsText ? problem : problem with { Line = 0 }));
}
