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
    public static ScenarioSource Of(string document, ScenarioDocument? scenario) => (document.Length, scenario) switch
    {
        (0, null) => throw Contract.Invalid("document", "The scenario is required.", "シナリオの本文が必要です。"),
        (> 0, not null) => throw Contract.Invalid("scenario", "Give the scenario as text or as a message, not both.", "シナリオは本文かメッセージのどちらか一方で指定してください。"),
        (> MaxSize, _) => throw Contract.Invalid("document", "A scenario has at most 256 kB.", "シナリオは 256 kB までです。"),
        (_, { } message) when message.CalculateSize() > MaxSize => throw Contract.Invalid("scenario", "A scenario has at most 256 kB.", "シナリオは 256 kB までです。"),
        (_, { } message) => new ScenarioSource(ScenarioText.Of(message), IsText: false),
        _ => new ScenarioSource(document, IsText: true),
    };

    /// <summary>Problems on the wire; without lines when there was no text.</summary>
    public IEnumerable<ScenarioProblem> ToWire(IEnumerable<ProblemMessage> problems) =>
        problems.Select(problem => RunMessages.ToWire(IsText ? problem : problem with { Line = 0 }));
}
