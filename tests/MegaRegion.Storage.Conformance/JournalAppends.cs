using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Conformance;

/// <summary>Appends of a writer that has just recovered its hub.</summary>
internal static class JournalAppends
{
    public static async Task<long> AppendNextAsync(
        this IJournal journal, PlaceId hub, IReadOnlyList<JournalRecord> records, CancellationToken cancellation)
    {
        var hubs = await journal.ListHubsAsync(0, cancellation);
        var end = hubs.FirstOrDefault(head => head.Hub == hub)?.LastOffset ?? 0;
        return await journal.AppendAsync(hub, end, records, cancellation);
    }
}
