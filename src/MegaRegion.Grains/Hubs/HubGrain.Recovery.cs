using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Grains.Retention;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Grains.Hubs;

// Snapshot and journal tail in, snapshot out. A snapshot only shortens recovery: when it is missing, damaged, of another
// form or older than the journal's beginning, the hub's base is taken, and without one the journal from its start.
internal sealed partial class HubGrain
{
    private long _snapshotOffset;
    private LedgerCounts _snapshotCounts;
    private bool _isSnapshotting;

    private async Task<HubLedger> RecoverAsync(CancellationToken cancellationToken)
    {
        if (await ReadSnapshotAsync(cancellationToken) is { } snapshot)
        {
            try
            {
                return await ReadTailAsync(snapshot, cancellationToken);
            }
            catch (JournalTruncatedException)
            {
                // Reports after the snapshot were removed: they are in the base.
                LogOldSnapshot(_self, snapshot.ReflectedOffset);
            }
        }

        var start = await HubBase.ReadAsync(past, _self, services.Options.Retention, cancellationToken);
        return await ReadTailAsync(start ?? new HubLedger(services.Options.Retention), cancellationToken);
    }

    private async Task<HubLedger> ReadTailAsync(HubLedger ledger, CancellationToken cancellationToken)
    {
        (_snapshotOffset, _snapshotCounts) = (ledger.ReflectedOffset, ledger.Counts);
        await foreach (var entry in journal.ReadHubAsync(_self, ledger.ReflectedOffset, cancellationToken))
        {
            using var prepared = await PrepareAsync(entry.Record.Payload);
            ledger.Apply(entry.Record.Producer, entry.Record.Sequence, entry.Offset, prepared);
        }

        return ledger;
    }

    private async ValueTask<PreparedReport> PrepareAsync(byte[] payload)
    {
        if (PreparedReport.TryPrepare(payload, services.Catalog.Current, out _) is { } prepared)
        {
            return prepared;
        }

        var directory = await services.Catalog.RefreshAsync(CancellationToken.None);
        return PreparedReport.TryPrepare(payload, directory, out var unknown)
            ?? throw Violation(
                "known_places", $"A report of {_self} names {unknown}, which is not in version {directory.Version} of the catalogue.");
    }

    private async Task<HubLedger?> ReadSnapshotAsync(CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.ReadAsync(_self, cancellationToken);
        if (snapshot is not { Format: HubLedgerCodec.Format })
        {
            return null;
        }

        try
        {
            return HubLedgerCodec.Decode(snapshot.Payload, services.Options.Retention);
        }
        catch (MalformedReportException error)
        {
            LogBadSnapshot(error, _self);
            return null;
        }
    }

    private void SnapshotWhenDue()
    {
        var reports = _ledger.Counts.Reports - _snapshotCounts.Reports;
        var flows = _ledger.Counts.Flows - _snapshotCounts.Flows;
        if (!_isSnapshotting && (reports >= services.Options.SnapshotReports || flows >= services.Options.SnapshotFlows))
        {
            // Written beside the submits that follow; it reflects this moment.
            _ = WriteSnapshotAsync();
        }
    }

    private async Task WriteSnapshotAsync()
    {
        var (offset, counts) = (_ledger.ReflectedOffset, _ledger.Counts);
        var snapshot = new Snapshot(offset, HubLedgerCodec.Format, HubLedgerCodec.Encode(_ledger));
        _isSnapshotting = true;
        try
        {
            await snapshots.WriteAsync(_self, snapshot, CancellationToken.None);
            (_snapshotOffset, _snapshotCounts) = (offset, counts);
        }
        catch (Exception error)
        {
            // The journal has everything; a later snapshot will do.
            LogNoSnapshot(error, _self);
        }
        finally
        {
            _isSnapshotting = false;
        }
    }

    [LoggerMessage(4201, LogLevel.Warning, "The snapshot of {Hub} is damaged; its base and its journal are read.")]
    private partial void LogBadSnapshot(Exception error, Domain.Places.PlaceId hub);

    [LoggerMessage(4205, LogLevel.Information, "The snapshot of {Hub} at {Offset} is older than its journal; its base is taken.")]
    private partial void LogOldSnapshot(Domain.Places.PlaceId hub, long offset);

    [LoggerMessage(4202, LogLevel.Warning, "The snapshot of {Hub} was not written.")]
    private partial void LogNoSnapshot(Exception error, Domain.Places.PlaceId hub);

    [LoggerMessage(4203, LogLevel.Error, "The store is full: a report of {Hub} was refused.")]
    private partial void LogRefused(Exception error, Domain.Places.PlaceId hub);

    [LoggerMessage(4204, LogLevel.Error, "A write of {Hub} failed; its state is recovered from the journal.")]
    private partial void LogGaveUp(Exception error, Domain.Places.PlaceId hub);
}
