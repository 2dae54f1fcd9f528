using MegaRegion.Domain.Alerts;
using Orleans;

namespace MegaRegion.Contracts.Alerts;

/// <summary>Where an alert stands, on its way between grains and in what they keep; see <see cref="AlertStatus"/>.</summary>
/// <param name="State">A value of <see cref="AlertState"/>.</param>
/// <param name="Episode">How often the rule has fired.</param>
/// <param name="Value">The indicator; null when it has no value.</param>
/// <param name="SinceMs">When the state was entered.</param>
/// <param name="PendingAtMs">From when the condition held.</param>
/// <param name="FiredAtMs">When the last alert began to fire.</param>
/// <param name="ResolvedAtMs">When the last alert that is over ended.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.AlertStatusMessage")]
public sealed record AlertStatusMessage(
    [property: Id(0)] byte State,
    [property: Id(1)] long Episode,
    [property: Id(2)] long? Value,
    [property: Id(3)] long SinceMs,
    [property: Id(4)] long PendingAtMs,
    [property: Id(5)] long FiredAtMs,
    [property: Id(6)] long ResolvedAtMs)
{
    /// <summary>The message form.</summary>
    public static AlertStatusMessage From(AlertStatus status) => new(
        (byte)status.State, status.Episode, status.Value, status.SinceMs, status.PendingAtMs, status.FiredAtMs, status.ResolvedAtMs);

    /// <summary>The domain's form.</summary>
    public AlertStatus ToStatus() =>
        new((AlertState)State, Episode, Value, SinceMs, PendingAtMs, FiredAtMs, ResolvedAtMs);
}
