using System.Globalization;

namespace MegaRegion.Cli.Output;

/// <summary>
/// The values of an enum of the public contract as words of files: lower case with underscores, <c>CourtesyVisit</c> is
/// <c>courtesy_visit</c>. The unspecified value has no word; an empty field says it.
/// </summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Words = Enum.GetValues<T>()
        .Where(value => Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0)
        .ToDictionary(value => value, WordOf);

    /// <summary>Values by word, without regard to case.</summary>
    public static IReadOnlyDictionary<string, T> Values { get; } =
        Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The word of a value; empty for the unspecified one, the number for one that this program does not know.</summary>
    public static string Of(T value)
    {
        if (Words.TryGetValue(value, out var word))
        {
            return word;
        }

        var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        return number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);
    }

    private static string WordOf(T value) =>
        string.Concat(value.ToString().Select((letter, index) => char.IsUpper(letter)
            ? (index > 0 ? "_" : "") + char.ToLowerInvariant(letter)
            : letter.ToString()));
}
