using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.TestServer;

/// <summary>A journal whose appends a test can fail or hold.</summary>
public sealed class FaultyJournal(IJournal inner, JournalFaults faults) : IJournal
{
    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(
        PlaceId hub, long afterOffset, IReadOnlyList<JournalRecord> records, CancellationToken cancellationToken)
    {
        await faults.EnterAppendAsync();
        return await inner.AppendAsync(hub, afterOffset, records, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindAsync(
        PlaceId hub, string producer, long sequence, CancellationToken cancellationToken) =>
        inner.FindAsync(hub, producer, sequence, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadHubAsync(PlaceId hub, long afterOffset, CancellationToken cancellationToken) =>
        inner.ReadHubAsync(hub, afterOffset, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadAllAsync(long afterOffset, long toOffset, CancellationToken cancellationToken) =>
        inner.ReadAllAsync(afterOffset, toOffset, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HubHead>> ListHubsAsync(long afterOffset, CancellationToken cancellationToken) =>
        inner.ListHubsAsync(afterOffset, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JournalTotals> GetTotalsAsync(CancellationToken cancellationToken) =>
        inner.GetTotalsAsync(cancellationToken);
}
