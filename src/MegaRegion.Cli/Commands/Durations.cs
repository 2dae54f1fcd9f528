using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MegaRegion.Cli.Commands;

/// <summary>Options that are spans of time: <c>30s</c>, <c>5m</c>, <c>1.5h</c>, <c>35d</c>; a bare number is seconds.</summary>
internal static class Durations
{
    private static readonly Dictionary<char, double> SecondsOf = new() { ['s'] = 1, ['m'] = 60, ['h'] = 3600, ['d'] = 86400 };

    /// <summary>An option that holds a span.</summary>
    public static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "30s",
        CustomParser = Parse,
    };

    private static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var hasUnit = text.Length > 0 && SecondsOf.ContainsKey(text[^1]);
        var unit = hasUnit ? text[^1] : 's';
        if (double.TryParse(hasUnit ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount is > 0 and < 1_000_000)
        {
            return TimeSpan.FromSeconds(amount * SecondsOf[unit]);
        }

        result.AddError($"'{text}' is not a span of time such as 30s, 5m, 1h or 35d.");
        return null;
    }
}
