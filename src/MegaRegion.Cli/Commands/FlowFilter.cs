using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary>The options by which <c>od</c> and <c>watch</c> choose flows.</summary>
internal sealed class FlowFilter
{
    /// <summary>Level of origin and destination.</summary>
    public Option<string> Level { get; } = new Option<string>("--level")
    {
        Description = "Level of origin and destination. 集計する階層",
        DefaultValueFactory = _ => "region",
    }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, WireNames.LevelWords);

    /// <summary>Layers; none means all.</summary>
    public Option<string[]> Layers { get; } = new Option<string[]>("--layer")
    {
        Description = "Layer; may be repeated (default: all four). 層",
        AllowMultipleArgumentsPerToken = true,
    }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, WireNames.LayerWords);

    /// <summary>Windows to read.</summary>
    public Option<string> Window { get; } = new Option<string>("--window")
    {
        Description = "Event-time windows to read: days are kept for ever. 時間窓",
        DefaultValueFactory = _ => "day",
    }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, WireNames.WindowWords);

    /// <summary>First moment.</summary>
    public Option<DateTimeOffset?> From { get; } = Moment("--from", "Event time from, for example 2025-04-01 or 2025-04-01T09:00+09:00 (UTC without an offset). 期間の始まり");

    /// <summary>Moment after the last.</summary>
    public Option<DateTimeOffset?> To { get; } = Moment("--to", "Event time to (exclusive). 期間の終わり");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Level);
        command.Add(Layers);
        command.Add(Window);
        command.Add(From);
    }

    /// <summary>The chosen level.</summary>
    public Level LevelOf(ParseResult arguments) => WireNames.LevelOf(arguments.GetRequiredValue(Level));

    /// <summary>The chosen layers; all four when none was named.</summary>
    public Layer[] LayersOf(ParseResult arguments) =>
        arguments.GetValue(Layers) is { Length: > 0 } words
            ? [.. words.Select(WireNames.LayerOf).Distinct()]
            : WireNames.AllLayers;

    /// <summary>The chosen windows.</summary>
    public WindowSize WindowOf(ParseResult arguments) => WireNames.WindowOf(arguments.GetRequiredValue(Window));

    /// <summary>A bound in the contract's form: 0 for none.</summary>
    public static long MillisecondsOf(ParseResult arguments, Option<DateTimeOffset?> bound) =>
        arguments.GetValue(bound)?.ToUnixTimeMilliseconds() ?? 0;

    private static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = Parse,
    };

    private static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        result.AddError($"'{text}' is not a time such as 2025-04-01 or 2025-04-01T09:00+09:00.");
        return null;
    }
}
