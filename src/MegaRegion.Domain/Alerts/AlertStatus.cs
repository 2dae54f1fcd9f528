namespace MegaRegion.Domain.Alerts;

/// <summary>Where a rule's alert stands. Times are milliseconds since 1970, 0 when it has not come to that.</summary>
/// <param name="State">The state.</param>
/// <param name="Episode">How often the rule has fired; numbers the alert that fires or fired last.</param>
/// <param name="Value">The indicator at the last evaluation; null when it had none.</param>
/// <param name="SinceMs">When the state was entered.</param>
/// <param name="PendingAtMs">From when the condition held, of the alert that is pending, fires or fired last.</param>
/// <param name="FiredAtMs">When the last alert began to fire.</param>
/// <param name="ResolvedAtMs">When the last alert that is over ended.</param>
public sealed record AlertStatus(
    AlertState State, long Episode, long? Value, long SinceMs, long PendingAtMs, long FiredAtMs, long ResolvedAtMs)
{
    /// <summary>The status of a new rule.</summary>
    /// <param name="nowMs">Now.</param>
    public static AlertStatus New(long nowMs) => new(AlertState.Inactive, 0, null, nowMs, 0, 0, 0);
}
