using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>The answer to the check of a document.</summary>
/// <param name="Name">The scenario's name; empty when there are problems.</param>
/// <param name="Problems">All problems; empty when the document is sound.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.CheckReply")]
public sealed record CheckReply([property: Id(0)] string Name, [property: Id(1)] ProblemMessage[] Problems);
