using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;

namespace MegaRegion.Grains.Storage;

/// <summary>Where the journal begins.</summary>
/// <param name="RemovedTo">Every report up to this offset was removed; 0 when none was.</param>
/// <param name="Flows">Flows in the removed reports.</param>
/// <param name="Newest">No removed report has a later event; null when none was removed.</param>
/// <param name="Retention">The shortest horizons under which bases were folded; null when no report was removed.</param>
public sealed record JournalBeginning(long RemovedTo, long Flows, EventTime? Newest, CubeRetention? Retention)
{
    /// <summary>A journal from which nothing was removed.</summary>
    public static JournalBeginning Whole { get; } = new(0, 0, null, null);

    /// <summary>The offset of the first report that is there, or will be.</summary>
    public long FirstOffset => RemovedTo + 1;
}
