using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>One thing that is wrong with a scenario document.</summary>
/// <param name="Line">Line of the text, from 1; 0 when it is not about a line.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="Expected">What was expected and what was found.</param>
/// <param name="Cure">What to do about it.</param>
/// <param name="ExpectedJa"><paramref name="Expected"/> in Japanese; null when it was written by a version that knew none.</param>
/// <param name="CureJa"><paramref name="Cure"/> in Japanese; null as above.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.ProblemMessage")]
public sealed record ProblemMessage(
    [property: Id(0)] int Line,
    [property: Id(1)] string Field,
    [property: Id(2)] string Expected,
    [property: Id(3)] string Cure,
    [property: Id(4)] string? ExpectedJa = null,
    [property: Id(5)] string? CureJa = null);
