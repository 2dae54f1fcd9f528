using MegaRegion.Contracts.Planning;

namespace MegaRegion.Grains.Planning;

/// <summary>What solving a run came to: a result, or why the model refused it.</summary>
/// <param name="Result">The result; null when it was refused.</param>
/// <param name="Problems">Why it was refused.</param>
internal sealed record RunFinding(RunResultMessage? Result, ProblemMessage[] Problems);
