using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>Options that are numbers, checked for their range, and numbers as text.</summary>
internal static class Numbers
{
    /// <summary>An option that takes a number in a range.</summary>
    public static Option<double> Option(string name, string description, double fallback, double least, double most)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "number" };
        option.CustomParser = result => Parse(result, name, least, most) ?? fallback;
        return option;
    }

    /// <summary>Reads a number in a range; null, with the error added, when it is none.</summary>
    public static double? Parse(ArgumentResult result, string name, double least, double most)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        result.AddError($"{name}: give a number from {Text(least)} to {Text(most)}, not '{text}'.");
        return null;
    }

    /// <summary>An option that takes a whole number in a range.</summary>
    public static Option<int> Whole(string name, string description, int fallback, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "N" };
        option.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
                return value;
            result.AddError($"{name}: give a whole number from {least} to {most}, not '{result.Tokens[0].Value}'.");
            return fallback;
        };
        return option;
    }

    /// <summary>Threads of a kernel.</summary>
    public static Option<int> Threads() =>
        Whole("--threads", "Threads; results do not depend on it (default 1). スレッド数", 1, 1, 256);

    /// <summary>A number for people: up to ten significant digits.</summary>
    public static string Text(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}
