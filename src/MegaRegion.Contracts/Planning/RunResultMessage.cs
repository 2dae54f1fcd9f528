using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>The result of a run that is done.</summary>
/// <param name="Json">As <c>ScenarioJson</c> writes it.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.RunResultMessage")]
public sealed record RunResultMessage([property: Id(0)] byte[] Json);
