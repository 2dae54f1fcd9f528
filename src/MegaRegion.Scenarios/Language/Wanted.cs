using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace MegaRegion.Scenarios.Language;

/// <summary>Words for what a field should have held.</summary>
internal static class Wanted
{
    /// <summary>The unit of a number that has none.</summary>
    public static readonly Bilingual NoUnit = Bilingual.Alike("");

    /// <summary>Something else was expected than what is there.</summary>
    public static Bilingual ButFound(Bilingual wanted, string found) =>
        new($"expected {wanted.En}, found '{found}'", $"{wanted.Ja}が必要ですが、「{found}」が書かれています");

    /// <summary>Something else was expected than the node that is there.</summary>
    public static Bilingual ButFound(Bilingual wanted, YamlNode node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } value } => ButFound(wanted, value),
        YamlScalarNode => ButFoundNothing(wanted),
        YamlSequenceNode => new($"expected {wanted.En}, found a list", $"{wanted.Ja}が必要ですが、リストが書かれています"),
        _ => new($"expected {wanted.En}, found fields", $"{wanted.Ja}が必要ですが、項目の組が書かれています"),
    };

    /// <summary>Something was expected and there is nothing.</summary>
    public static Bilingual ButFoundNothing(Bilingual wanted) =>
        new($"expected {wanted.En}, found nothing", $"{wanted.Ja}が必要ですが、何も書かれていません");

    /// <summary>A number in a range.</summary>
    public static Bilingual Number(double least, double most, Bilingual unit) => InUnit(
        new(Invariant($"a number from {least} to {most}"), Invariant($"{least} から {most} までの数")), unit);

    /// <summary>A whole number in a range.</summary>
    public static Bilingual Whole(int least, int most, Bilingual unit) => InUnit(
        new(Invariant($"a whole number from {least} to {most}"), Invariant($"{least} から {most} までの整数")), unit);

    /// <summary>One of a few words.</summary>
    public static Bilingual OneOf(IEnumerable<string> words)
    {
        var list = string.Join(", ", words);
        return new($"one of {list}", $"{list} のいずれか");
    }

    /// <summary>What to do about a field that is missing.</summary>
    public static Bilingual Add(string key) => new($"Add {key}:", $"{key}: を加えてください");

    private static Bilingual InUnit(Bilingual number, Bilingual unit) =>
        unit.En.Length == 0 ? number : new($"{number.En} {unit.En}", $"{number.Ja}（{unit.Ja}）");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
