using MegaRegion.Contracts.Hubs;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Calls;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace MegaRegion.Grains.RollUp;

/// <summary>
/// Visits, now and then, the hubs that have reported since the last round and the places above them, and makes them send
/// what they may still have. After a round each of these places has every report up to an offset of the journal, and is
/// told so: that is when it can write a snapshot.
/// </summary>
/// <remarks>
/// <para>Places send by themselves while they live. A place that dies with something unsent, on a cluster where its parent
/// lives on, is not missed until somebody wakes it: a hub that reports once a day could leave the levels above wrong
/// for a day. (A simulation found this.) A hub stays on the list until its round has succeeded.</para>
/// <para>The offset is the newest that the list of hubs has shown. Offsets become visible in their order, so every hub with
/// a report up to there is on the list or was in an earlier round. Between the commit of a report and its application
/// lies a moment in which a hub does not know of it: only when every hub on the list reflects what the journal
/// has of it is the offset passed on.</para>
/// <para>The first round of a process begins where the snapshots of the topmost places end: what they hold need not be sent
/// again.</para>
/// </remarks>
internal sealed partial class RollUpPatrol(
    IGrainFactory grains,
    IJournal journal,
    ISnapshotStore snapshots,
    IPlaceCatalog catalog,
    IOptions<GrainsOptions> options,
    TimeProvider time,
    ILogger<RollUpPatrol> logger) : BackgroundService
{
    private readonly Dictionary<PlaceId, long> _toVisit = [];
    private long? _listedTo;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PatrolPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunRoundAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(error, _toVisit.Count);
            }
        }
    }

    private async Task RunRoundAsync(CancellationToken cancellationToken)
    {
        var directory = await catalog.RefreshAsync(cancellationToken);
        _listedTo ??= await FindStartAsync(directory, cancellationToken);
        foreach (var head in await journal.ListHubsAsync(_listedTo.Value, cancellationToken))
        {
            _toVisit[head.Hub] = head.LastOffset;
            _listedTo = Math.Max(_listedTo.Value, head.LastOffset);
        }

        var applied = await ListAppliedAsync(cancellationToken);
        directory = await catalog.RefreshAsync(cancellationToken);
        var places = await LedgerFlush.RunAsync(grains, _toVisit.Keys, directory, MaxAtOnce, cancellationToken);
        if (applied.Count == _toVisit.Count)
        {
            await SettleAsync(places, _listedTo.Value, cancellationToken);
        }

        applied.ForEach(hub => _toVisit.Remove(hub));
    }

    private int MaxAtOnce => options.Value.MaxParallelCalls;

    // What the topmost places above every hub that has reported have in their snapshots.
    private async Task<long> FindStartAsync(PlaceDirectory directory, CancellationToken cancellationToken)
    {
        var heads = await journal.ListHubsAsync(0, cancellationToken);
        var roots = heads.Select(head => directory.Find(head.Hub)).OfType<CatalogEntry>()
            .Select(hub => directory.RollUp(hub.Number, Level.MegaRegion)).Distinct();
        var start = heads.Select(head => head.LastOffset).DefaultIfEmpty(0).Max();
        foreach (var root in roots)
        {
            var snapshot = await snapshots.ReadAsync(directory.Find(root)!.Place.Id, cancellationToken);
            start = Math.Min(start, snapshot is { Format: RollUpLedgerCodec.Format } ? snapshot.Offset : 0);
        }

        return start;
    }

    private async Task<List<PlaceId>> ListAppliedAsync(CancellationToken cancellationToken)
    {
        var heads = _toVisit.ToList();
        var offsets = await BoundedCalls.AllAsync(
            heads,
            MaxAtOnce,
            head => grains.GetGrain<IHubGrain>(head.Key.Value).GetReflectedOffsetAsync(),
            cancellationToken);
        return [.. heads.Zip(offsets).Where(pair => pair.Second >= pair.First.Value).Select(pair => pair.First.Key)];
    }

    private Task SettleAsync(IReadOnlyList<Place> places, long offset, CancellationToken cancellationToken) =>
        BoundedCalls.AllAsync(
            [.. places.Where(place => place.Level > Level.Hub)],
            MaxAtOnce,
            async place =>
            {
                await grains.GetGrain<IRollUpGrain>(place.Id.Value).SettledAsync(offset);
                return true;
            },
            cancellationToken);

    [LoggerMessage(4104, LogLevel.Warning, "A round to {Hubs} hubs did not succeed; they are visited again.")]
    private partial void LogFailed(Exception error, int hubs);
}
