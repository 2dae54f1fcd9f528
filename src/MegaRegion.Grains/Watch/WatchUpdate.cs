using MegaRegion.Domain.Ledger;

namespace MegaRegion.Grains.Watch;

/// <summary>What a watcher is told.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cells">Changed cells with their new cumulative quantity; at most a page.</param>
/// <param name="ResumeToken">Resumes without a gap after these cells.</param>
/// <param name="Lag">Age of the oldest change in the update.</param>
public sealed record WatchUpdate(WatchUpdateKind Kind, IReadOnlyList<Cell> Cells, string ResumeToken, TimeSpan Lag);
