using System.Security.Cryptography;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Backup;

/// <summary>
/// Copies a ledger, journal and catalogue, into an empty store of any kind, and verifies the copy. A backup and its
/// restore are both such copies.
/// </summary>
/// <remarks>
/// <para><b>Under load.</b> The journal's head is read first; everything up to it is copied, and reports that arrive
/// meanwhile are left out. The catalogue is read after it, so every place that those reports name is in it.</para>
/// <para><b>Offsets stay what they are</b>: they have no gaps, so the same reports in the same order get the same
/// offsets. Appends are not awaited one by one; stores take them in the order of the calls, and every answer is compared
/// with the offset of the original.</para>
/// <para><b>Verified:</b> the copy is read back, which checks every row's checksum, and a digest over all reports must be
/// that of the original.</para>
/// <para><b>A journal that does not begin at 1</b> begins where it did: bases and receipts are copied first. A removal that
/// runs meanwhile ends the copy with an error.</para>
/// <para><b>Not copied:</b> snapshots, which are made again; grain state and reminders; a place's edit version starts
/// again at 1.</para>
/// </remarks>
public static class LedgerCopy
{
    private const int MaxAppendsUnderWay = 2_000;
    private const long MaxBytesUnderWay = 32L << 20;

    /// <summary>Copies and verifies.</summary>
    /// <param name="from">The services of the original.</param>
    /// <param name="to">The services of an empty store.</param>
    /// <param name="progress">Is told the offset that was copied last, now and then.</param>
    /// <param name="cancellationToken">Ends the copy; the target is then of no use.</param>
    /// <exception cref="LedgerCopyException">The target is not empty, or the copy differs.</exception>
    public static async Task<LedgerCopyResult> CopyAsync(
        IServiceProvider from, IServiceProvider to, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (source, target) = (from.GetRequiredService<IJournal>(), to.GetRequiredService<IJournal>());
        var (past, targetPast) = (from.GetRequiredService<IJournalPast>(), to.GetRequiredService<IJournalPast>());
        var beginning = await past.GetBeginningAsync(cancellationToken);
        var head = (await source.GetTotalsAsync(cancellationToken)).Head;
        var places = await CopyCatalogueAsync(
            from.GetRequiredService<ICatalogStore>(), to.GetRequiredService<ICatalogStore>(), cancellationToken);
        if ((await target.GetTotalsAsync(cancellationToken)).Head > 0)
        {
            throw NotEmpty();
        }

        var ends = await PastCopy.CopyAsync(past, targetPast, beginning, cancellationToken);
        var digest = await CopyJournalAsync(source, target, (beginning.RemovedTo, head), ends, progress, cancellationToken);
        var totals = await target.GetTotalsAsync(cancellationToken);
        var copied = await DigestAsync(target, (beginning.RemovedTo, head), cancellationToken);
        if (totals.Head != head || !digest.AsSpan().SequenceEqual(copied))
        {
            throw new LedgerCopyException("The copy differs from the original. Delete it and copy again.");
        }

        return new LedgerCopyResult(head, totals.Flows, places);
    }

    private static async Task<int> CopyCatalogueAsync(
        ICatalogStore source, ICatalogStore target, CancellationToken cancellationToken)
    {
        if (await target.GetVersionAsync(cancellationToken) > 0)
        {
            throw NotEmpty();
        }

        var entries = (await source.LoadAsync(cancellationToken)).Entries.OrderBy(entry => entry.Number.Value).ToList();
        await target.AddAsync(entries.ConvertAll(entry => entry.Place), cancellationToken);
        var copy = await target.LoadAsync(cancellationToken);
        return entries.TrueForAll(entry => copy.Find(entry.Place.Id)?.Number == entry.Number)
            ? entries.Count
            : throw new LedgerCopyException("The copied places have other numbers than the original ones.");
    }

    private static async Task<byte[]> CopyJournalAsync(
        IJournal source,
        IJournal target,
        (long After, long To) offsets,
        Dictionary<PlaceId, long> ends,
        IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var underWay = new Queue<(long Offset, int Bytes, Task<long> Append)>();
        var bytes = 0L;
        await foreach (var entry in source.ReadAllAsync(offsets.After, offsets.To, cancellationToken))
        {
            Add(hash, entry);
            var append = target.AppendAsync(entry.Hub, ends.GetValueOrDefault(entry.Hub), [entry.Record], cancellationToken).AsTask();
            underWay.Enqueue((entry.Offset, entry.Record.Payload.Length, append));
            (ends[entry.Hub], bytes) = (entry.Offset, bytes + entry.Record.Payload.Length);
            while (underWay.Count >= MaxAppendsUnderWay || bytes > MaxBytesUnderWay)
            {
                bytes -= underWay.Peek().Bytes;
                await CheckAsync(underWay.Dequeue(), progress);
            }
        }

        while (underWay.TryDequeue(out var last))
        {
            await CheckAsync(last, progress);
        }

        return hash.GetHashAndReset();
    }

    private static async Task CheckAsync((long Offset, int Bytes, Task<long> Append) copied, IProgress<long>? progress)
    {
        var offset = await copied.Append;
        if (offset != copied.Offset)
        {
            throw new LedgerCopyException($"The report at offset {copied.Offset} got offset {offset} in the copy. Copy into an empty store.");
        }

        progress?.Report(offset);
    }

    private static async Task<byte[]> DigestAsync(IJournal journal, (long After, long To) offsets, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var entry in journal.ReadAllAsync(offsets.After, offsets.To, cancellationToken))
        {
            Add(hash, entry);
        }

        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, JournalEntry entry)
    {
        Span<byte> seal = stackalloc byte[ReportDigest.Length];
        ReportDigest.Seal(ReportDigest.Compute(entry.Hub, entry.Record), entry.Offset, seal);
        hash.AppendData(seal);
    }

    private static LedgerCopyException NotEmpty() =>
        new("The target holds a ledger already. Copy into an empty store.");
}
