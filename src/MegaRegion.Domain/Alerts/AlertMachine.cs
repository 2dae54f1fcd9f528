namespace MegaRegion.Domain.Alerts;

/// <summary>
/// The life of an alert. Pure functions: the same values at the same times give the same states.
/// </summary>
/// <remarks>
/// <code>
///              breached             breached at every evaluation for ForSeconds
///   Inactive ------------> Pending ---------------------------------------------> Firing
///      ^  ^----------------- |  not breached                                       |
///      |                     |                                           cleared   |
///      |      Resolved &lt;-----------------------------------------------------------+
///      |         |  breached: Pending (or Firing, when ForSeconds is 0), as from Inactive
/// </code>
/// <i>Breached</i> and <i>cleared</i> are not each other's opposite: between the resolve threshold and the threshold a value
/// is neither, and changes nothing. So a value that trembles around one of the two does not make the alert flap. A pending
/// alert says "at every evaluation": one that was not watched for a while (a restart, a stall) begins its time anew.
/// </remarks>
public static class AlertMachine
{
    /// <summary>The status after an evaluation.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="status">The status before.</param>
    /// <param name="value">The indicator now; null when it has none.</param>
    /// <param name="nowMs">Now, milliseconds since 1970.</param>
    /// <param name="isContinuous">Whether the evaluation before this one was recent enough to speak for the time since.</param>
    public static AlertStatus Step(AlertRule rule, AlertStatus status, long? value, long nowMs, bool isContinuous)
    {
        var seen = status with { Value = value };
        if (seen.State == AlertState.Firing)
            return rule.IsClearedBy(value) ? Resolve(seen, nowMs) : seen;
        if (!rule.IsBreachedBy(value))
            return seen.State == AlertState.Pending ? seen with { State = AlertState.Inactive, SinceMs = nowMs } : seen;
        var pending = seen.State == AlertState.Pending && isContinuous
            ? seen
            : seen with { State = AlertState.Pending, SinceMs = nowMs, PendingAtMs = nowMs };
        return nowMs - pending.PendingAtMs >= rule.ForSeconds * 1000L ? Fire(pending, nowMs) : pending;
    }

    /// <summary>
    /// The status under a rule that replaces another. A new condition ends the alert of the old one; a new name changes
    /// nothing.
    /// </summary>
    public static AlertStatus Replace(AlertRule before, AlertRule after, AlertStatus status, long nowMs)
    {
        if (after.HasConditionOf(before))
            return status;
        var unknown = status with { Value = null };
        return status.State == AlertState.Firing ? Resolve(unknown, nowMs) : unknown with { State = AlertState.Inactive, SinceMs = nowMs };
    }

    /// <summary>The last status of a rule that is deleted: what fires is over.</summary>
    public static AlertStatus Close(AlertStatus status, long nowMs) =>
        status.State == AlertState.Firing ? Resolve(status, nowMs) : status;

    private static AlertStatus Fire(AlertStatus pending, long nowMs) => pending with
    {
        State = AlertState.Firing,
        Episode = checked(pending.Episode + 1),
        SinceMs = nowMs,
        FiredAtMs = nowMs,
    };

    private static AlertStatus Resolve(AlertStatus firing, long nowMs) =>
        firing with { State = AlertState.Resolved, SinceMs = nowMs, ResolvedAtMs = nowMs };
}
