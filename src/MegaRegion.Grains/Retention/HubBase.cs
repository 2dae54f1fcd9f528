using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Grains.Retention;

/// <summary>A hub's base as a ledger.</summary>
internal static class HubBase
{
    /// <summary>The newest base of a hub; null when it has none, or none that serves and nothing was removed.</summary>
    /// <exception cref="JournalCorruptException">Reports of the hub were removed and their sums cannot be read.</exception>
    public static async Task<HubLedger?> ReadAsync(
        IJournalPast past, PlaceId hub, CubeRetention retention, CancellationToken cancellationToken) =>
        await past.ReadBaseAsync(hub, cancellationToken) is { } kept ? Decode(hub, kept, retention) : null;

    /// <summary>The ledger of a base; null when it was folded under shorter horizons.</summary>
    /// <exception cref="JournalCorruptException">It is not a ledger of the hub's offset.</exception>
    public static HubLedger? Decode(PlaceId hub, Snapshot kept, CubeRetention retention)
    {
        try
        {
            var ledger = kept.Format == HubLedgerCodec.Format
                ? HubLedgerCodec.Decode(kept.Payload, retention)
                : throw new JournalCorruptException(
                    $"The base of {hub} has format {kept.Format}, which this program does not know. Use the program that wrote it.");
            return ledger is null || ledger.ReflectedOffset == kept.Offset ? ledger : throw Damaged(hub, kept, cause: null);
        }
        catch (MalformedReportException error)
        {
            throw Damaged(hub, kept, error);
        }
    }

    private static JournalCorruptException Damaged(PlaceId hub, Snapshot kept, Exception? cause) => new(
        $"The base of {hub} at offset {kept.Offset} is damaged. Restore the store from a backup.", cause!);
}
