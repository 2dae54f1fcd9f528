namespace MegaRegion.Scenarios.Language;

/// <summary>A text in both languages of the users.</summary>
/// <param name="En">English.</param>
/// <param name="Ja">Japanese.</param>
public readonly record struct Bilingual(string En, string Ja)
{
    /// <summary>A text that is the same in both languages, for example a unit's symbol.</summary>
    /// <param name="text">The text.</param>
    public static Bilingual Alike(string text) => new(text, text);

    /// <summary>The text with the mark that ends a sentence, unless it has one or is empty.</summary>
    public Bilingual AsSentence() => new(Ended(En, '.', '?'), Ended(Ja, '。', '？'));

    private static string Ended(string text, char stop, char question) =>
        text.Length == 0 || text[^1] == stop || text[^1] == question ? text : text + stop;
}
