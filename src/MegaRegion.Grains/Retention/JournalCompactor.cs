using System.Runtime.CompilerServices;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Options;

namespace MegaRegion.Grains.Retention;

/// <inheritdoc cref="IJournalCompactor"/>
/// <remarks>
/// <para>Four steps: find the reports at the beginning that are old enough; fold those of each hub onto its proved base and
/// write the sum as a new base; read it back, fold the reports once more in another way and compare; remove the reports in
/// batches. The store checks at each batch that every hub in it is covered.</para>
/// <para>Which of two bases is proved follows from their order: an older one is dropped only after the newer was proved, so
/// the oldest that covers what was removed is. A run that was cut off between writing and proving leaves the newer one
/// beside it, and the next run makes it again.</para>
/// <para>Nothing is asked of the grains: an error of theirs cannot get into a base, and verification still finds it.</para>
/// </remarks>
internal sealed class JournalCompactor(
    IJournal journal, IJournalPast past, IPlaceCatalog catalog, IOptions<GrainsOptions> options, TimeProvider time) : IJournalCompactor
{
    /// <summary>Reports that go in one transaction: it holds up the appends for some tens of milliseconds.</summary>
    internal const int BatchReports = 2_000;

    // A report is found, folded, proved and removed.
    private const int StepsOfReport = 4;

    /// <inheritdoc/>
    public TimeSpan? Horizon => options.Value.JournalHorizon;

    private CubeRetention Retention => options.Value.Retention;

    /// <inheritdoc/>
    public async Task<CompactionResult> CompactAsync(IProgress<CompactionProgress>? progress, CancellationToken cancellationToken)
    {
        var horizon = Horizon ?? throw new InvalidOperationException("No horizon of the journal is set: no report may be removed.");
        var started = time.GetTimestamp();
        var beginning = await past.GetBeginningAsync(cancellationToken);
        var head = (await journal.GetTotalsAsync(cancellationToken)).Head;
        var old = await FindOldAsync(beginning, head, time.GetUtcNow() - horizon, cancellationToken);
        var steps = new Steps(progress, (old.ToOffset - beginning.RemovedTo) * StepsOfReport);
        steps.Add(old.ToOffset - beginning.RemovedTo);
        var newest = new EventTime(long.MinValue);
        foreach (var (hub, (last, _)) in old.Hubs)
        {
            newest = Later(newest, await KeepBaseAsync(hub, last, cancellationToken));
            steps.Add(2 * old.Hubs[hub].Reports);
        }

        for (var after = beginning.RemovedTo; after < old.ToOffset;)
        {
            var to = Math.Min(after + BatchReports, old.ToOffset);
            await past.RemoveAsync(new JournalRemoval(after, to, newest, Retention), cancellationToken);
            steps.Add(to - after);
            after = to;
        }

        if (old.ToOffset > beginning.RemovedTo)
        {
            await past.ReclaimAsync(cancellationToken);
        }

        return new CompactionResult(
            old.ToOffset - beginning.RemovedTo, old.ToOffset + 1, head, old.Hubs.Count, time.GetElapsedTime(started));
    }

    private static EventTime Later(EventTime one, EventTime? other) =>
        other is { } time && time.UnixMilliseconds > one.UnixMilliseconds ? time : one;

    private async Task<OldReports> FindOldAsync(
        JournalBeginning beginning, long head, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = new OldReports(beginning.RemovedTo);
        await foreach (var entry in journal.ReadAllAsync(beginning.RemovedTo, head, cancellationToken))
        {
            if (entry.Record.AcceptedAtUnixMilliseconds > before.ToUnixTimeMilliseconds())
            {
                break;
            }

            old.Add(entry);
        }

        return old;
    }

    // Returns the newest event that the base has seen.
    private async Task<EventTime?> KeepBaseAsync(PlaceId hub, long last, CancellationToken cancellationToken)
    {
        var ledger = await ReadProvedAsync(hub, cancellationToken) ?? new HubLedger(Retention);
        if (ledger.ReflectedOffset >= last)
        {
            return ledger.Cube.Newest;
        }

        await foreach (var entry in ReadAsync(hub, ledger.ReflectedOffset, last, cancellationToken))
        {
            using var prepared = await PrepareAsync(entry, cancellationToken);
            ledger.Apply(entry.Record.Producer, entry.Record.Sequence, entry.Offset, prepared);
        }

        await past.WriteBaseAsync(
            hub, new Snapshot(ledger.ReflectedOffset, HubLedgerCodec.Format, HubLedgerCodec.Encode(ledger)), cancellationToken);
        await ProveAsync(hub, last, cancellationToken);
        await past.DropBasesAsync(hub, last, cancellationToken);
        return ledger.Cube.Newest;
    }

    private async Task ProveAsync(PlaceId hub, long last, CancellationToken cancellationToken)
    {
        var written = await HubBase.ReadAsync(past, hub, Retention, cancellationToken);
        var start = await ReadProvedAsync(hub, cancellationToken, before: last);
        var (proof, from) = (new HubProof(start, Retention, await catalog.RefreshAsync(cancellationToken)), start?.ReflectedOffset ?? 0);
        await foreach (var entry in ReadAsync(hub, from, last, cancellationToken))
        {
            proof.Add(entry);
        }

        var difference = written is null || written.ReflectedOffset != last
            ? "it was written and cannot be read back"
            : proof.FindDifference(written);
        if (difference is not null)
        {
            throw new JournalCorruptException(
                $"The base of {hub} at offset {last} is not the sum of its reports: {difference}. Nothing of them was removed; verify the store.");
        }
    }

    private async Task<HubLedger?> ReadProvedAsync(PlaceId hub, CancellationToken cancellationToken, long before = long.MaxValue) =>
        await past.ReadProvedBaseAsync(hub, cancellationToken) is { } kept && kept.Offset < before
            ? HubBase.Decode(hub, kept, Retention)
            : null;

    private async IAsyncEnumerable<JournalEntry> ReadAsync(
        PlaceId hub, long after, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in journal.ReadHubAsync(hub, after, cancellationToken))
        {
            if (entry.Offset > last)
            {
                yield break;
            }

            yield return entry;
        }
    }

    private async Task<PreparedReport> PrepareAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (PreparedReport.TryPrepare(entry.Record.Payload, catalog.Current, out _) is { } prepared)
        {
            return prepared;
        }

        var directory = await catalog.RefreshAsync(cancellationToken);
        return PreparedReport.TryPrepare(entry.Record.Payload, directory, out var unknown)
            ?? throw new InvalidOperationException($"The report at offset {entry.Offset} names {unknown}, which is not in the catalogue.");
    }

    /// <summary>The reports at the beginning that are old enough.</summary>
    private sealed class OldReports(long afterOffset)
    {
        public long ToOffset { get; private set; } = afterOffset;

        public Dictionary<PlaceId, (long Last, long Reports)> Hubs { get; } = [];

        public void Add(JournalEntry entry)
        {
            ToOffset = entry.Offset;
            Hubs[entry.Hub] = (entry.Offset, Hubs.GetValueOrDefault(entry.Hub).Reports + 1);
        }
    }

    /// <summary>Counts steps for whoever watches.</summary>
    private sealed class Steps(IProgress<CompactionProgress>? progress, long total)
    {
        private long _done;

        public void Add(long steps)
        {
            _done += steps;
            progress?.Report(new CompactionProgress(_done, total));
        }
    }
}
