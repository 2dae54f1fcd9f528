using System.Text;
using OpenTelemetry.Metrics;

namespace MegaRegion.Server.Telemetry.Prometheus;

/// <summary>
/// Turns names of instruments into names of metric families: what is not a letter, digit or underscore becomes an
/// underscore, the unit becomes a suffix in words, an annotation such as <c>{flow}</c> is no unit, and a counter ends
/// in <c>_total</c>.
/// </summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> UnitWords = new(StringComparer.Ordinal)
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["min"] = "minutes",
        ["h"] = "hours",
        ["d"] = "days",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["m"] = "meters",
        ["kg"] = "kilograms",
        ["%"] = "percent",
    };

    /// <summary>The name of the family, without the <c>_total</c> of a counter.</summary>
    /// <param name="instrument">Name of the instrument.</param>
    /// <param name="unitWord">From <see cref="UnitOf"/>.</param>
    public static string Of(string instrument, string unitWord)
    {
        var name = Sanitise(instrument);
        name = name.EndsWith("_total", StringComparison.Ordinal) ? name[..^"_total".Length] : name;
        return unitWord.Length == 0 || name.EndsWith("_" + unitWord, StringComparison.Ordinal)
            ? name
            : $"{name}_{unitWord}";
    }

    /// <summary>The unit in words; empty when there is none.</summary>
    public static string UnitOf(string unit, MetricType type)
    {
        if (string.Equals(unit, "1", StringComparison.Ordinal))
        {
            return type is MetricType.LongGauge or MetricType.DoubleGauge ? "ratio" : "";
        }

        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        var amount = slash < 0 ? unit : unit[..slash];
        var word = WordOf(amount);
        return slash < 0 || word.Length == 0 ? word : $"{word}_per_{WordOf(unit[(slash + 1)..]).TrimEnd('s')}";
    }

    /// <summary>A valid name of a label.</summary>
    public static string Label(string key) => Sanitise(key).Replace(':', '_');

    private static string WordOf(string unit)
    {
        if (unit.Length == 0 || unit[0] == '{')
        {
            return "";
        }

        return UnitWords.TryGetValue(unit, out var word) ? word : Sanitise(unit);
    }

    private static string Sanitise(string text)
    {
        var name = new StringBuilder(text.Length + 1);
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character) || character == ':')
            {
                name.Append(character);
            }
            else if (name.Length == 0 || name[^1] != '_')
            {
                name.Append('_');
            }
        }

        if (name.Length > 0 && char.IsAsciiDigit(name[0]))
        {
            name.Insert(0, '_');
        }

        return name.ToString();
    }
}
