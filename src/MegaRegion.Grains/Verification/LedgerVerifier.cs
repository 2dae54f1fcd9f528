using MegaRegion.Contracts.Cells;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Calls;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.RollUp;
using MegaRegion.Grains.Storage;
using MegaRegion.Grains.Telemetry;
using Microsoft.Extensions.Options;
using Orleans;

namespace MegaRegion.Grains.Verification;

/// <inheritdoc cref="ILedgerVerifier"/>
/// <remarks>
/// Flushes from the hubs up, takes the totals of the levels above the hubs, folds the journal anew, and compares. A hub
/// is compared at exactly the offset that its totals reflect, whatever comes in meanwhile. The levels above have no
/// single offset, so they are compared only when the journal did not grow between the flush and the last answer; if it
/// grows each time, the result says so.
/// </remarks>
internal sealed class LedgerVerifier(
    IGrainFactory grains,
    IJournal journal,
    IJournalPast past,
    IPlaceCatalog catalog,
    ActiveHubs hubs,
    GrainsInstruments instruments,
    IOptions<GrainsOptions> options,
    TimeProvider time) : ILedgerVerifier
{
    private const int MaxAttempts = 5;

    /// <inheritdoc/>
    public async Task<VerificationResult> VerifyAsync(
        int maxListed, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (above, head, conclusive) = await CollectAsync(cancellationToken);
        var directory = await catalog.RefreshAsync(cancellationToken);
        var recomputation = new Recomputation(journal, past, directory, options.Value.Retention);
        await recomputation.ReadToAsync(head, progress, cancellationToken);

        var comparison = new TotalsComparison(maxListed);
        if (conclusive)
        {
            foreach (var (place, totals) in above)
            {
                comparison.Compare(place, totals, recomputation.CubeAbove(place));
            }
        }

        foreach (var hub in await hubs.ListAsync(cancellationToken))
        {
            await CompareHubAsync(directory.Find(hub)!.Place, recomputation, comparison, cancellationToken);
        }

        var result = new VerificationResult(
            recomputation.Reports,
            recomputation.Flows,
            recomputation.LayerSums(),
            comparison.Levels(),
            comparison.Listed,
            conclusive,
            time.GetElapsedTime(started))
        {
            FirstPosition = recomputation.FirstPosition,
        };
        instruments.Verified(result.Differences);
        return result;
    }

    // One hub after the other, so that the totals of one are held at a time.
    private async Task CompareHubAsync(
        Place hub, Recomputation recomputation, TotalsComparison comparison, CancellationToken cancellationToken)
    {
        var totals = await grains.GetGrain<IHubGrain>(hub.Id.Value).GetTotalsAsync();
        comparison.Compare(
            hub, totals, await recomputation.TakeHubAsync(hub.Id, totals.ReflectedOffset, cancellationToken));
    }

    private async Task<(IReadOnlyList<(Place Place, PlaceTotals Totals)> Above, long Head, bool Conclusive)> CollectAsync(
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var head = (await journal.GetTotalsAsync(cancellationToken)).Head;
            var isApplied = await IsAppliedAsync(cancellationToken);
            var above = await CollectAboveAsync(cancellationToken);
            var isStill = (await journal.GetTotalsAsync(cancellationToken)).Head == head;
            if ((isStill && isApplied) || attempt == MaxAttempts)
            {
                return (above, head, isStill);
            }
        }
    }

    // Between the commit of a report and its application lies a moment. A hub that is behind after several looks is not
    // in that moment: it is wrong, and the comparison is to say so.
    private async Task<bool> IsAppliedAsync(CancellationToken cancellationToken)
    {
        var heads = await journal.ListHubsAsync(0, cancellationToken);
        var offsets = await BoundedCalls.AllAsync(
            heads,
            options.Value.MaxParallelCalls,
            head => grains.GetGrain<IHubGrain>(head.Hub.Value).GetReflectedOffsetAsync(),
            cancellationToken);
        return heads.Zip(offsets).All(pair => pair.Second >= pair.First.LastOffset);
    }

    private async Task<IReadOnlyList<(Place Place, PlaceTotals Totals)>> CollectAboveAsync(CancellationToken cancellationToken)
    {
        var maxAtOnce = options.Value.MaxParallelCalls;
        var places = await LedgerFlush.RunAsync(
            grains,
            await hubs.ListAsync(cancellationToken),
            await catalog.RefreshAsync(cancellationToken),
            maxAtOnce,
            cancellationToken);
        var above = places.Where(place => place.Level > Level.Hub).ToList();
        var totals = await BoundedCalls.AllAsync(
            above, maxAtOnce, place => grains.GetGrain<IRollUpGrain>(place.Id.Value).GetTotalsAsync(), cancellationToken);
        return [.. above.Zip(totals)];
    }
}
