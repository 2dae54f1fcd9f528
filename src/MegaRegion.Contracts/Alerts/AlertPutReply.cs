using Orleans;

namespace MegaRegion.Contracts.Alerts;

/// <summary>The answer to a rule that was put.</summary>
/// <param name="Alert">The rule with its alert; null when it was refused.</param>
/// <param name="Existed">Whether a rule of this id was there before.</param>
/// <param name="Faults">What is wrong with it; none when it was taken, or refused for want of room.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.AlertPutReply")]
public sealed record AlertPutReply(
    [property: Id(0)] AlertMessage? Alert, [property: Id(1)] bool Existed, [property: Id(2)] AlertFaultMessage[] Faults);
