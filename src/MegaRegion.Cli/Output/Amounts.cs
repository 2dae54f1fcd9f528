using System.Globalization;

namespace MegaRegion.Cli.Output;

/// <summary>Numbers as people read them.</summary>
internal static class Amounts
{
    private static readonly (long Size, string English)[] Thousands =
        [(1_000_000_000_000_000, "P"), (1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")];

    private static readonly (long Size, string Japanese)[] Myriads =
        [(1_0000_0000_0000_0000, "京"), (1_0000_0000_0000, "兆"), (1_0000_0000, "億"), (1_0000, "万")];

    /// <summary>With separators: <c>1,234,567</c>.</summary>
    public static string Exact(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three digits and a word for the size: <c>1.23M</c>, <c>123万</c>.</summary>
    public static string Short(long value, Language language)
    {
        foreach (var (size, word) in language == Language.Japanese ? Myriads : Thousands)
        {
            // Compared as UInt128 so that the smallest long has an absolute value.
            if (Int128.Abs(value) >= size)
            {
                return ThreeDigits((double)value / size) + word;
            }
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Bytes in MiB.</summary>
    public static string MebiBytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N0} MiB");

    private static string ThreeDigits(double value)
    {
        var digits = Math.Abs(value) switch { >= 99.95 => 0, >= 9.995 => 1, _ => 2 };
        return value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
