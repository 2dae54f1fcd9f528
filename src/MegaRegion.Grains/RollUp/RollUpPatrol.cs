using MegaRegion.Domain.Places;
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
/// what they may still have.
/// </summary>
/// <remarks>
/// Places send by themselves while they live. A place that dies with something unsent, on a cluster where its parent
/// lives on, is not missed until somebody wakes it: a hub that reports once a day could leave the levels above wrong
/// for a day. (A simulation found this.) A hub stays on the list until its round has succeeded.
/// </remarks>
internal sealed partial class RollUpPatrol(
    IGrainFactory grains,
    IJournal journal,
    IPlaceCatalog catalog,
    IOptions<GrainsOptions> options,
    TimeProvider time,
    ILogger<RollUpPatrol> logger) : BackgroundService
{
    private readonly HashSet<PlaceId> _toVisit = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PatrolPeriod, time);
        long listedTo = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // The first round visits every hub: a process that died before this one may have left something.
                listedTo = await ListAsync(listedTo, stoppingToken);
                await LedgerFlush.RunAsync(
                    grains,
                    _toVisit,
                    await catalog.RefreshAsync(stoppingToken),
                    options.Value.MaxParallelCalls,
                    stoppingToken);
                _toVisit.Clear();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(error, _toVisit.Count);
            }
        }
    }

    private async Task<long> ListAsync(long after, CancellationToken cancellationToken)
    {
        foreach (var head in await journal.ListHubsAsync(after, cancellationToken))
        {
            _toVisit.Add(head.Hub);
            after = Math.Max(after, head.LastOffset);
        }

        return after;
    }

    [LoggerMessage(4104, LogLevel.Warning, "A round to {Hubs} hubs did not succeed; they are visited again.")]
    private partial void LogFailed(Exception error, int hubs);
}
