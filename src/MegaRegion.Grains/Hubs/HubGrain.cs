using MegaRegion.Contracts.Catalog;
using MegaRegion.Contracts.Cells;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.RollUp;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans;

namespace MegaRegion.Grains.Hubs;

/// <inheritdoc cref="IHubGrain"/>
/// <remarks>
/// Submits run one at a time; while one waits for the journal the gateway gathers more, and these go together into the
/// next. Reads interleave: they see the state between two reports. On a cluster two activations of a hub can exist for a
/// moment; the journal lets only one of them write a sequence, and the other gives up its state.
/// </remarks>
internal sealed partial class HubGrain(
    RollUpServices services,
    IJournal journal,
    IJournalPast past,
    ISnapshotStore snapshots,
    ICatalogStore catalogStore,
    ILogger<HubGrain> logger) : Grain, IHubGrain
{
    private PlaceId _self;
    private HubLedger _ledger = null!;
    private RollUpSender _sender = null!;

    // Set when the journal may hold what the ledger does not: the state must not be used any more.
    private bool _isStale;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _self = new PlaceId(this.GetPrimaryKeyString());
        _ledger = await RecoverAsync(cancellationToken);
        _sender = new RollUpSender(this, GrainFactory, _self, _ledger.Cube, services.Options.RollUpDelay, services);
        if (_ledger.Counts.Reports > 0)
        {
            _sender.Changed(acceptedAt: null);
        }
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_isStale || _ledger is not { Counts.Reports: > 0 })
        {
            return;
        }

        var sent = _sender.FinishAsync(cancellationToken);
        if (_ledger.ReflectedOffset > _snapshotOffset)
        {
            await WriteSnapshotAsync();
        }

        await sent;
    }

    /// <inheritdoc/>
    public Task<long> GetNextSequenceAsync(string producer)
    {
        ThrowIfStale();
        return Task.FromResult(_ledger.NextSequence(producer));
    }

    /// <inheritdoc/>
    public Task FlushAsync()
    {
        ThrowIfStale();
        return _ledger.Counts.Reports == 0 ? Task.CompletedTask : _sender.FlushAsync();
    }

    /// <inheritdoc/>
    public Task<PlaceTotals> GetTotalsAsync()
    {
        ThrowIfStale();
        return Task.FromResult(new PlaceTotals(
            _ledger.ReflectedOffset,
            _ledger.Cube.Newest?.UnixMilliseconds,
            CellBlock.From(_ledger.Cube.ReadAll()),
            LayerCounts.From(_ledger.Cube.Flows)));
    }

    /// <inheritdoc/>
    public Task<long> GetReflectedOffsetAsync()
    {
        ThrowIfStale();
        return Task.FromResult(_ledger.ReflectedOffset);
    }

    /// <inheritdoc/>
    public async Task<HubEditResult> ReplaceUnlessReportedAsync(PlaceMessage place, long expectedVersion)
    {
        ThrowIfStale();
        if (_ledger.Counts.Reports > 0)
        {
            return HubEditResult.HasReported;
        }

        var replaced = await catalogStore.ReplaceAsync(place.ToPlace(), expectedVersion, CancellationToken.None);
        await services.Catalog.RefreshAsync(CancellationToken.None);
        return replaced is null ? HubEditResult.VersionConflict : HubEditResult.Replaced;
    }

    private void ThrowIfStale()
    {
        if (_isStale)
        {
            throw new JournalUnavailableException(
                $"The state of {_self} is being recovered from the journal after a failed write; try again.");
        }
    }
}
