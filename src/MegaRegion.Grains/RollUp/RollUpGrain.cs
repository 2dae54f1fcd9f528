using MegaRegion.Contracts.Cells;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Grains.RollUp;

/// <inheritdoc cref="IRollUpGrain"/>
/// <remarks>
/// Reentrant: state changes only between awaits. Activation asks downwards only and sending goes upwards only from an
/// active grain, so no two grains wait for each other.
/// </remarks>
[Reentrant]
internal sealed partial class RollUpGrain(
    RollUpServices services, ActiveHubs hubs, ISnapshotStore snapshots, ILogger<RollUpGrain> logger) : Grain, IRollUpGrain
{
    private PlaceId _self;
    private RollUpLedger _ledger = null!;
    private RollUpSender _sender = null!;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var entry = await services.Catalog.FindAsync(key, cancellationToken);
        if (entry is null || entry.Place.Level == Level.Hub)
        {
            throw new InvalidOperationException($"{key} is not a place above the hubs.");
        }

        _self = entry.Place.Id;
        _ledger = await ReadSnapshotAsync(entry.Place.Level, cancellationToken)
            ?? new RollUpLedger(entry.Place.Level, services.Options.Retention);
        _sender = new RollUpSender(this, GrainFactory, _self, _ledger.Own, services.Options.RollUpDelayAbove, services);
        await AskChildrenAsync(_snapshotOffset, cancellationToken);
        if (_ledger.Children.Count > 0)
        {
            _sender.Changed(acceptedAt: null);
        }
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _ledger is { Children.Count: > 0 } ? _sender.FinishAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<MergeReceipt> MergeAsync(MergeRequest request)
    {
        var directory = await DirectoryAsync(request.CatalogVersion);
        var child = new PlaceNumber(request.ChildNumber);
        ForgetChangesWhenIdle();
        _ledger.Merge(
            directory,
            child,
            TimeOf(request.NewestUnixMilliseconds),
            request.Cells.Select(block => block.ToCells()),
            TimeOf(request.ChangedAtUnixMilliseconds));
        _ledger.MergeFlows(child, request.Flows.ToTotals());
        if (request.ChangedAtUnixMilliseconds is { } changedAt)
        {
            var lag = services.NowUnixMilliseconds - changedAt;
            services.Instruments.RolledUp(_ledger.Level, TimeSpan.FromMilliseconds(Math.Max(0, lag)));
        }

        _sender.Changed(TimeOf(request.ChangedAtUnixMilliseconds));
        return ReceiptOf(child);
    }

    /// <inheritdoc/>
    public Task<MergeReceipt> GetReceiptAsync(int childNumber) => Task.FromResult(ReceiptOf(new PlaceNumber(childNumber)));

    /// <inheritdoc/>
    public Task FlushAsync() => _sender.FlushAsync();

    /// <inheritdoc/>
    public Task<PlaceTotals> GetTotalsAsync() => Task.FromResult(new PlaceTotals(
        0, _ledger.Own.Newest?.UnixMilliseconds, CellBlock.From(_ledger.Own.ReadAll()), LayerCounts.From(_ledger.Own.Flows)));

    /// <inheritdoc/>
    public Task<LayerCounts> CountFlowsAsync() => Task.FromResult(LayerCounts.From(_ledger.Own.Flows));

    /// <inheritdoc/>
    public Task<long?> GetNewestAsync() => Task.FromResult(_ledger.Own.Newest?.UnixMilliseconds);

    /// <inheritdoc/>
    public async Task<LevelAnswer> QueryAsync(LevelQuery query)
    {
        var directory = await DirectoryAsync(query.CatalogVersion);
        var totals = new LevelTotals(query.ToFilter(), directory);
        foreach (var child in _ledger.Children.Keys.Where(totals.Counts))
        {
            totals.Add(
                _ledger,
                child,
                (WindowSize)query.Size,
                new EventTime(query.FromUnixMilliseconds),
                new EventTime(query.ToUnixMilliseconds),
                query.ByWindow);
        }

        return new LevelAnswer(
            CellBlock.From(totals.ToCells()),
            [.. _ledger.Children.Keys.Where(child => !totals.Counts(child)).Select(child => child.Value).Order()],
            directory.Version);
    }

    private MergeReceipt ReceiptOf(PlaceNumber child) => new(_ledger.DaySumOf(child));

    private async Task AskChildrenAsync(long afterOffset, CancellationToken cancellationToken)
    {
        var directory = await services.Catalog.RefreshAsync(cancellationToken);
        var children = await hubs.ListChildrenAsync(_self, afterOffset, directory, cancellationToken);
        foreach (var some in children.Chunk(services.Options.MaxParallelCalls))
        {
            var totals = await Task.WhenAll(some.Select(TotalsOfAsync));
            directory = await services.Catalog.RefreshAsync(cancellationToken);
            foreach (var (child, total) in some.Zip(totals))
            {
                _ledger.Merge(
                    directory,
                    child.Number,
                    TimeOf(total.NewestUnixMilliseconds),
                    total.Cells.Select(block => block.ToCells()),
                    changedAt: null);
                _ledger.MergeFlows(child.Number, total.Flows.ToTotals());
            }

            _ledger.Pack();
        }
    }

    private Task<PlaceTotals> TotalsOfAsync(CatalogEntry child) => child.Place.Level == Level.Hub
        ? GrainFactory.GetGrain<IHubGrain>(child.Place.Id.Value).GetTotalsAsync()
        : GrainFactory.GetGrain<IRollUpGrain>(child.Place.Id.Value).GetTotalsAsync();

    // Cells may name places that this process has not heard of yet; who sent them had.
    private async ValueTask<PlaceDirectory> DirectoryAsync(long version) =>
        services.Catalog.Current.Version >= version
            ? services.Catalog.Current
            : await services.Catalog.RefreshAsync(CancellationToken.None);

    private static EventTime? TimeOf(long? unixMilliseconds) =>
        unixMilliseconds is { } time ? new EventTime(time) : null;
}
