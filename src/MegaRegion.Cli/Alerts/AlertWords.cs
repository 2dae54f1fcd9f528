using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.V1;

namespace MegaRegion.Cli.Alerts;

/// <summary>Rules and alerts in the user's language.</summary>
internal sealed class AlertWords(Words words)
{
    public string State => words.Pick("State", "状態");

    public string Value => words.Pick("Value", "値");

    public string Condition => words.Pick("Condition", "条件");

    public string Since => words.Pick("Since", "開始");

    public string NoRules => words.Pick("There are no rules. Add one with: megaregion alert put", "ルールはありません。次で登録できます: megaregion alert put");

    public string NoAlerts => words.Pick("No alerts.", "警報はありません。");

    /// <summary>What people call a rule.</summary>
    public string NameOf(AlertRule rule) => words.Pick(rule.NameEn, rule.NameJa);

    /// <summary>A state.</summary>
    public string NameOf(AlertState state) => state switch
    {
        AlertState.Inactive => words.Pick("inactive", "平常"),
        AlertState.Pending => words.Pick("pending", "保留"),
        AlertState.Firing => words.Pick("FIRING", "発報中"),
        AlertState.Resolved => words.Pick("resolved", "解除"),
        _ => "?",
    };

    /// <summary>When the rules were evaluated.</summary>
    public string EvaluatedAt(long unixMilliseconds) =>
        words.Pick($"evaluated {Times.Iso(unixMilliseconds)}", $"評価時刻 {Times.Iso(unixMilliseconds)}");

    /// <summary>The value of an indicator with its unit.</summary>
    public string ValueOf(Alert alert) => alert.HasValue ? Amount(alert.Rule, alert.Value) : "-";

    /// <summary>When a rule raises its alert.</summary>
    public string ConditionOf(AlertRule rule)
    {
        var isAbove = rule.Comparison == AlertComparison.Above;
        var resolve = rule.HasResolveThreshold && rule.ResolveThreshold != rule.Threshold
            ? words.Pick($", resolves at {Amount(rule, rule.ResolveThreshold)}", $"、{Amount(rule, rule.ResolveThreshold)} で解除")
            : "";
        var duration = rule.ForSeconds > 0 ? words.Pick($" for {rule.ForSeconds} s", $"（{rule.ForSeconds} 秒継続）") : "";
        return words.Pick(
            $"{SubjectOf(rule)} in {rule.WindowMinutes} min {(isAbove ? "above" : "below")} {Amount(rule, rule.Threshold)}{duration}{resolve}",
            $"{SubjectOf(rule)}（{rule.WindowMinutes} 分間）が {Amount(rule, rule.Threshold)} を{(isAbove ? "上回る" : "下回る")}{duration}{resolve}");
    }

    private string SubjectOf(AlertRule rule)
    {
        var layer = words.NameOf(rule.Layer);
        return rule.Indicator switch
        {
            AlertIndicator.Inflow => words.Pick($"{layer} into {rule.Place}", $"{rule.Place} への{layer}の流入"),
            AlertIndicator.Outflow => words.Pick($"{layer} out of {rule.Place}", $"{rule.Place} からの{layer}の流出"),
            AlertIndicator.Between => words.Pick($"{layer} from {rule.Place} to {rule.Destination}", $"{rule.Place} から {rule.Destination} への{layer}"),
            AlertIndicator.NetInflow => words.Pick($"net inflow of {layer} at {rule.Place}", $"{rule.Place} の{layer}の純流入"),
            AlertIndicator.InflowShare => words.Pick($"share of {layer} drawn by {rule.Place}", $"{rule.Place} の{layer}の流入シェア"),
            _ => "?",
        };
    }

    private string Amount(AlertRule rule, long value) => rule.Indicator == AlertIndicator.InflowShare
        ? string.Create(CultureInfo.InvariantCulture, $"{value}‰")
        : $"{Amounts.Exact(value)} {words.UnitOf(rule.Layer)}";
}
