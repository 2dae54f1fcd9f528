using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;

namespace MegaRegion.Grains.Storage;

/// <summary>A removal from the journal's beginning.</summary>
/// <param name="AfterOffset">Where the journal begins now, as the caller knows it.</param>
/// <param name="ToOffset">The last report to remove.</param>
/// <param name="Newest">No report up to there has a later event.</param>
/// <param name="Retention">The horizons under which the bases were folded.</param>
public sealed record JournalRemoval(long AfterOffset, long ToOffset, EventTime Newest, CubeRetention Retention);
