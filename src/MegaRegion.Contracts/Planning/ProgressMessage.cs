using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>How far a run is.</summary>
/// <param name="Stage">Number of the stage as in the public contract; 0 before the first.</param>
/// <param name="Gap">Residual or gap that was last known; NaN before the first.</param>
/// <param name="Fraction">Part of the work that is done, 0 to 1.</param>
/// <param name="SecondsLeft">Estimate; null when nothing is known yet.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.ProgressMessage")]
public sealed record ProgressMessage(
    [property: Id(0)] int Stage, [property: Id(1)] double Gap, [property: Id(2)] double Fraction, [property: Id(3)] double? SecondsLeft)
{
    /// <summary>Nothing is known yet.</summary>
    public static ProgressMessage None { get; } = new(0, double.NaN, 0, null);
}
