namespace MegaRegion.Scenarios.Language;

/// <summary>One thing that is wrong with a scenario document, said so that its author can mend it.</summary>
/// <param name="Line">Line of the YAML text, from 1; 0 when the document did not come from text.</param>
/// <param name="Field">Path of the field, for example <c>changes[2].add-link.minutes</c>.</param>
/// <param name="Expected">What was expected and what was found.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record ScenarioProblem(int Line, string Field, string Expected, string Cure)
{
    /// <summary>The problem on one line.</summary>
    public override string ToString() =>
        (Line > 0 ? FormattableString.Invariant($"line {Line}: ") : "") + $"{Field}: {Expected}. {Cure}.";
}
