using MegaRegion.Cli.Output;
using MegaRegion.V1;

namespace MegaRegion.Cli.Alerts;

/// <summary>An alert as the <c>alert</c> commands write it; times are ISO 8601 in UTC.</summary>
internal sealed record AlertJson(
    string? Id, string State, long? Value, string? Since, string? PendingAt, string? FiredAt, string? ResolvedAt, AlertRuleJson Rule)
{
    /// <summary>From the contract's form.</summary>
    public static AlertJson From(Alert alert) => new(
        alert.Id.Length == 0 ? null : alert.Id,
        EnumWords<AlertState>.Of(alert.State),
        alert.HasValue ? alert.Value : null,
        TimeOf(alert.SinceMs),
        TimeOf(alert.PendingAtMs),
        TimeOf(alert.FiredAtMs),
        TimeOf(alert.ResolvedAtMs),
        AlertRuleJson.From(alert.Rule));

    /// <summary>A time of the contract; null when it has not come to that.</summary>
    public static string? TimeOf(long unixMilliseconds) => unixMilliseconds == 0 ? null : Times.Iso(unixMilliseconds);
}
