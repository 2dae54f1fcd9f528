using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary>The options that make a rule. What they may be is checked by the server, which tells every problem at once.</summary>
internal sealed class AlertRuleArguments
{
    private readonly Argument<string> _id = new("id") { Description = "Names the rule: a-z, 0-9 and '-'. ルールの ID" };

    private readonly Option<string> _nameEn = Text("--name-en", "Name in English. 英語の名称", "name");

    private readonly Option<string> _nameJa = Text("--name-ja", "Name in Japanese. 日本語の名称", "name");

    private readonly Option<string> _indicator = new Option<string>("--indicator")
    {
        Description = "What to look at. 指標",
        Required = true,
    }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. EnumWords<AlertIndicator>.Values.Keys.Select(word => word.Replace('_', '-'))]);

    private readonly Option<string> _layer = new Option<string>("--layer")
    {
        Description = "Of which layer. 層",
        Required = true,
    }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, WireNames.LayerWords);

    private readonly Option<string> _place = Text("--place", "A city, prefecture or region. 市区町村・都道府県・地方", "place");

    private readonly Option<string> _destination = Text("--destination", "For the indicator 'between': where to. 到着地", "place");

    private readonly Option<TimeSpan?> _window = Durations.Option("--window", "Length of the sliding window in whole minutes (default 10m). 時間窓の長さ");

    private readonly Option<long?> _above = new("--above") { Description = "The alert fires above this value (unit of the layer; of a share permille). 上回ると警報", HelpName = "N" };

    private readonly Option<long?> _below = new("--below") { Description = "The alert fires below this value. 下回ると警報", HelpName = "N" };

    private readonly Option<long?> _resolve = new("--resolve") { Description = "A firing alert ends at this value (default: the threshold). 解除しきい値", HelpName = "N" };

    private readonly Option<TimeSpan?> _for = Durations.Option("--for", "How long the condition must hold first (default at once). 継続時間");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_id);
        foreach (var option in (Option[])[_nameEn, _nameJa, _indicator, _layer, _place, _destination, _window, _above, _below, _resolve, _for])
            command.Add(option);
    }

    /// <summary>The rule that they make.</summary>
    /// <exception cref="CliException">Not exactly one threshold was given, or a window is not of whole minutes.</exception>
    public AlertRule Read(Session session)
    {
        var arguments = session.Arguments;
        var (above, below) = (arguments.GetValue(_above), arguments.GetValue(_below));
        if (above is null == below is null)
            throw Wrong(session, "Give one threshold: --above or --below.", "しきい値を 1 つ指定してください: --above または --below。");
        var id = arguments.GetRequiredValue(_id);
        var rule = new AlertRule
        {
            Id = id,
            NameEn = arguments.GetValue(_nameEn) ?? arguments.GetValue(_nameJa) ?? id,
            NameJa = arguments.GetValue(_nameJa) ?? arguments.GetValue(_nameEn) ?? id,
            Indicator = EnumWords<AlertIndicator>.Values[arguments.GetRequiredValue(_indicator).Replace('-', '_')],
            Layer = WireNames.LayerOf(arguments.GetRequiredValue(_layer)),
            Place = arguments.GetValue(_place) ?? "",
            Destination = arguments.GetValue(_destination) ?? "",
            WindowMinutes = MinutesOf(session, arguments.GetValue(_window) ?? TimeSpan.FromMinutes(10)),
            Comparison = above is null ? AlertComparison.Below : AlertComparison.Above,
            Threshold = above ?? below ?? 0,
            ForSeconds = (int)Math.Ceiling((arguments.GetValue(_for) ?? TimeSpan.Zero).TotalSeconds),
        };
        if (arguments.GetValue(_resolve) is { } resolve)
            rule.ResolveThreshold = resolve;
        return rule;
    }

    private static int MinutesOf(Session session, TimeSpan window) => window.Ticks % TimeSpan.TicksPerMinute == 0 && window.TotalMinutes < int.MaxValue
        ? (int)window.TotalMinutes
        : throw Wrong(session, "The window is of whole minutes, for example 10m.", "時間窓は分単位です。例: 10m");

    private static CliException Wrong(Session session, string english, string japanese) =>
        new(ExitCode.Usage, session.Words.Pick(english, japanese));

    private static Option<string> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };
}
