using System.Globalization;

namespace MegaRegion.Modelling.Formats;

/// <summary>The lexical rules that the TNTP files share: comments start with ~, metadata look like &lt;KEY&gt; value.</summary>
internal static class TntpLine
{
    public static bool IsIgnorable(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        return text.IsEmpty || text[0] == '~';
    }

    public static bool TryMetadata(string line, out string key, out string value)
    {
        (key, value) = (string.Empty, string.Empty);
        var text = line.AsSpan().Trim();
        var close = text.IndexOf('>');
        if (text.IsEmpty || text[0] != '<' || close < 0)
            return false;
        (key, value) = (text[1..close].Trim().ToString().ToUpperInvariant(), text[(close + 1)..].Trim().ToString());
        return true;
    }

    public static bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>A whole number, also when it is written with a decimal part of zero.</summary>
    public static bool TryWhole(ReadOnlySpan<char> text, out int value)
    {
        var ok = TryNumber(text, out var number) && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue;
        value = ok ? (int)number : 0;
        return ok;
    }
}
