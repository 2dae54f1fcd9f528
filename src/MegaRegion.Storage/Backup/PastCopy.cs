using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Backup;

/// <summary>Copies what is kept of removed reports into an empty store, and compares the copy with the original.</summary>
internal static class PastCopy
{
    /// <summary>Copies; does nothing when the journal is whole.</summary>
    /// <returns>The end of each hub in the copy.</returns>
    /// <exception cref="LedgerCopyException">The copy differs.</exception>
    public static async Task<Dictionary<PlaceId, long>> CopyAsync(
        IJournalPast source, IJournalPast target, JournalBeginning beginning, CancellationToken cancellationToken)
    {
        var ends = new Dictionary<PlaceId, long>();
        if (beginning.RemovedTo == 0)
        {
            return ends;
        }

        await foreach (var hub in source.ReadHubsAsync(cancellationToken))
        {
            await target.ImportAsync(hub, cancellationToken);
            ends.Add(hub.Hub, hub.RemovedTo);
        }

        await foreach (var receipts in source.ReadReceiptsAsync(cancellationToken).Chunk(HubBases.ReceiptsOfPage).WithCancellation(cancellationToken))
        {
            await target.ImportAsync(receipts, cancellationToken);
        }

        await target.BeginAtAsync(beginning, cancellationToken);
        var (original, copy) = (await DigestAsync(source, cancellationToken), await DigestAsync(target, cancellationToken));
        return original.AsSpan().SequenceEqual(copy)
            ? ends
            : throw new LedgerCopyException(
                "What is kept of removed reports differs in the copy. Delete it and copy again, while nothing is removed from the original.");
    }

    // Producers may have other numbers in the copy, so the receipts come in another order: their digests are summed.
    private static async Task<byte[]> DigestAsync(IJournalPast past, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var beginning = await past.GetBeginningAsync(cancellationToken);
        Add(hash, FormattableString.Invariant(
            $"{beginning.RemovedTo} {beginning.Flows} {beginning.Newest?.UnixMilliseconds} {beginning.Retention}"));
        var hubs = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var hub in past.ReadHubsAsync(cancellationToken))
        {
            hubs.Add(
                string.Create(CultureInfo.InvariantCulture, $"{hub.Hub} {hub.RemovedTo} {hub.RemovedReports} "),
                SnapshotDigest.Compute(hub.Hub, hub.Base));
        }

        foreach (var (hub, digest) in hubs)
        {
            Add(hash, hub + Convert.ToHexString(digest));
        }

        var (count, sum) = (0L, UInt128.Zero);
        await foreach (var receipt in past.ReadReceiptsAsync(cancellationToken))
        {
            (count, sum) = (count + 1, unchecked(sum + Compute(receipt)));
        }

        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{count} {sum}"));
        return hash.GetHashAndReset();
    }

    private static UInt128 Compute(JournalReceipt receipt) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $"{receipt.Offset} {receipt.Hub} {receipt.Producer} {receipt.Sequence} {receipt.AcceptedAtUnixMilliseconds} {receipt.FlowCount} {Convert.ToHexString(receipt.Digest)}"))));

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
