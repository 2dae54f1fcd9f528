using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;

namespace MegaRegion.Grains.Watch;

/// <summary>Changes of a picture.</summary>
/// <param name="Cells">Each changed cell once, with its newest value.</param>
/// <param name="Version">The version up to which these are all.</param>
/// <param name="OldestChange">When the oldest of them was accepted; null when not known.</param>
internal sealed record LevelChanges(IReadOnlyList<Cell> Cells, long Version, EventTime? OldestChange);
