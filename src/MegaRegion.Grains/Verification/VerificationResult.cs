namespace MegaRegion.Grains.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Reports">Reports in the journal.</param>
/// <param name="Flows">Flows in them.</param>
/// <param name="Totals">Quantity and flows by layer, recomputed from the journal.</param>
/// <param name="Levels">The comparison at each level, from the hubs up.</param>
/// <param name="Listed">The first differences.</param>
/// <param name="Conclusive">False when reports kept coming in for so long that the levels above the hubs could not be
/// compared at one position.</param>
/// <param name="Duration">How long it took.</param>
public sealed record VerificationResult(
    long Reports,
    long Flows,
    IReadOnlyList<LayerSum> Totals,
    IReadOnlyList<LevelComparison> Levels,
    IReadOnlyList<LedgerDifference> Listed,
    bool Conclusive,
    TimeSpan Duration)
{
    /// <summary>
    /// The first position of the journal that is there. What was before it is proved by the bases of the hubs: their checksums,
    /// and that their reports and those from here on are all.
    /// </summary>
    public long FirstPosition { get; init; } = 1;

    /// <summary>Differences over all levels. Zero is the promise.</summary>
    public long Differences => Levels.Sum(level => level.Differences);
}
