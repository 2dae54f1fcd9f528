namespace MegaRegion.Scenarios.Language;

/// <summary>One thing that is wrong with a scenario document, said so that its author can mend it.</summary>
/// <param name="Line">Line of the YAML text, from 1; 0 when the document did not come from text.</param>
/// <param name="Field">Path of the field, for example <c>changes[2].add-link.minutes</c>.</param>
/// <param name="Expected">What was expected and what was found.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record ScenarioProblem(int Line, string Field, Bilingual Expected, Bilingual Cure)
{
    /// <summary>What is wrong and what to do about it, as sentences.</summary>
    public Bilingual Advice
    {
        get
        {
            var (expected, cure) = (Expected.AsSentence(), Cure.AsSentence());
            return new Bilingual($"{expected.En} {cure.En}".TrimEnd(), expected.Ja + cure.Ja);
        }
    }

    /// <summary>The problem on one line: where it is and <see cref="Advice"/>.</summary>
    public Bilingual Told => new(
        (Line > 0 ? FormattableString.Invariant($"line {Line}: ") : "") + $"{Field}: {Advice.En}",
        (Line > 0 ? FormattableString.Invariant($"{Line} 行目: ") : "") + $"{Field}: {Advice.Ja}");

    /// <summary>The problem on one line in English.</summary>
    public override string ToString() => Told.En;
}
