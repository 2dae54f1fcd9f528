using MegaRegion.Domain.Places;
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
/// Flushes from the hubs up, takes every place's totals, and folds the journal anew, by another way than the grains:
/// flow by flow into one cube for each place above the reporting hub. A hub is compared at exactly the offset that its
/// totals reflect, whatever comes in meanwhile. The levels above have no single offset, so they are compared only when
/// the journal did not grow between the flush and the last answer; if it grows each time, the result says so.
/// </remarks>
internal sealed class LedgerVerifier(
    IGrainFactory grains,
    IJournal journal,
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
        var collector = new TotalsCollector(grains, options.Value.MaxParallelCalls);
        var (held, head, conclusive) = await CollectAsync(collector, cancellationToken);

        var directory = await catalog.RefreshAsync(cancellationToken);
        var recomputation = new Recomputation(directory, options.Value.Retention, held, head, conclusive);
        await foreach (var entry in journal.ReadAllAsync(0, Math.Max(head, held.NewestReflected), cancellationToken))
        {
            recomputation.Add(entry);
            if (entry.Offset % 1_000 == 0 || entry.Offset == head)
            {
                progress?.Report(new VerificationProgress(entry.Offset, head));
            }
        }

        var comparison = new TotalsComparison(maxListed);
        foreach (var totals in held.All.Where(totals => conclusive || totals.Level == Level.Hub))
        {
            comparison.Compare(totals, recomputation.CubeOf(totals.Place));
        }

        var result = new VerificationResult(
            recomputation.Reports,
            recomputation.Flows,
            recomputation.LayerSums(),
            comparison.Levels(),
            comparison.Listed,
            conclusive,
            time.GetElapsedTime(started));
        instruments.Verified(result.Differences);
        return result;
    }

    private async Task<(HeldTotals Held, long Head, bool Conclusive)> CollectAsync(
        TotalsCollector collector, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var head = (await journal.GetTotalsAsync(cancellationToken)).Head;
            var directory = await catalog.RefreshAsync(cancellationToken);
            var held = await collector.CollectAsync(
                await hubs.ListAsync(cancellationToken), directory, cancellationToken);
            var isStill = (await journal.GetTotalsAsync(cancellationToken)).Head == head;
            if (isStill || attempt == MaxAttempts)
            {
                return (held, head, isStill);
            }
        }
    }
}
