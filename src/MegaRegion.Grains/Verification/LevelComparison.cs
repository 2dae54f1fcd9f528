using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Verification;

/// <summary>The comparison at one level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Places">Places of the level that hold totals.</param>
/// <param name="Compared">Totals compared.</param>
/// <param name="Differences">Totals that are not what the journal says.</param>
public readonly record struct LevelComparison(Level Level, long Places, long Compared, long Differences);
