using Orleans;

namespace MegaRegion.Contracts.Alerts;

/// <summary>One thing that is wrong with a rule.</summary>
/// <param name="Field">Name of the field as in the public contract.</param>
/// <param name="Message">What is wrong and how to cure it, in English.</param>
/// <param name="MessageJa">The same in Japanese.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.AlertFaultMessage")]
public sealed record AlertFaultMessage(
    [property: Id(0)] string Field, [property: Id(1)] string Message, [property: Id(2)] string MessageJa);
