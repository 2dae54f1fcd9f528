using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Grains.RollUp;

// A snapshot only shortens the wake-up: when it is missing, damaged or of another form, every child is asked. It reflects
// every report up to its offset, and may hold later ones: cells are max-registers, so what is asked again counts once.
internal sealed partial class RollUpGrain
{
    private long _snapshotOffset;
    private long? _snapshotAt;
    private bool _isSnapshotting;

    /// <inheritdoc/>
    public async Task SettledAsync(long journalOffset)
    {
        if (_isSnapshotting || journalOffset <= _snapshotOffset
            || (_snapshotAt is { } at && services.Time.GetElapsedTime(at) < services.Options.RollUpSnapshotPeriod))
        {
            return;
        }

        _isSnapshotting = true;
        try
        {
            var snapshot = new Snapshot(journalOffset, RollUpLedgerCodec.Format, RollUpLedgerCodec.Encode(_ledger));
            await snapshots.WriteAsync(_self, snapshot, CancellationToken.None);
            (_snapshotOffset, _snapshotAt) = (journalOffset, services.Time.GetTimestamp());
        }
        catch (Exception error)
        {
            // The places below have everything; a later snapshot will do.
            LogNoSnapshot(error, _self);
        }
        finally
        {
            _isSnapshotting = false;
        }
    }

    private async Task<RollUpLedger?> ReadSnapshotAsync(Level level, CancellationToken cancellationToken)
    {
        if (await snapshots.ReadAsync(_self, cancellationToken) is not { Format: RollUpLedgerCodec.Format } snapshot)
        {
            return null;
        }

        try
        {
            var directory = await services.Catalog.RefreshAsync(cancellationToken);
            var ledger = RollUpLedgerCodec.Decode(snapshot.Payload, level, services.Options.Retention, directory);
            _snapshotOffset = ledger is null ? 0 : snapshot.Offset;
            return ledger;
        }
        catch (MalformedReportException error)
        {
            LogBadSnapshot(error, _self);
            return null;
        }
    }

    [LoggerMessage(4105, LogLevel.Warning, "The snapshot of {Place} is damaged; every place below it is asked.")]
    private partial void LogBadSnapshot(Exception error, PlaceId place);

    [LoggerMessage(4106, LogLevel.Warning, "The snapshot of {Place} was not written.")]
    private partial void LogNoSnapshot(Exception error, PlaceId place);
}
