using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

/// <summary>
/// A journal of one hub whose reports 1, 2, 3 ... hold the same bytes, and of which the first were removed: what the
/// fixtures of schema 5 hold, and how it must go on.
/// </summary>
internal static class TruncatedJournal
{
    public const int Reports = 50;
    public const int Removed = 20;

    private const string Producer = "p";
    private const int Format = 1;
    private static readonly PlaceId Hub = new("hub:writer");
    private static readonly CubeRetention Horizons = new(TimeSpan.FromHours(48), TimeSpan.FromDays(35));
    private static readonly byte[] Payload = [1, 2, 3];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Appends the next reports.</summary>
    public static async Task AppendAsync(IServiceProvider store, long after, int reports, int bytes = 3)
    {
        var payload = bytes == Payload.Length ? Payload : new byte[bytes];
        await store.GetRequiredService<IJournal>().AppendAsync(
            Hub,
            after,
            [.. Enumerable.Range(1, reports).Select(next => new JournalRecord(Producer, after + next, after + next, 1, payload))],
            Cancellation);
    }

    /// <summary>Removes reports behind a base, and lets the store have their space.</summary>
    public static async Task RemoveAsync(IServiceProvider store, long after, long to)
    {
        var past = store.GetRequiredService<IJournalPast>();
        await past.WriteBaseAsync(Hub, new Snapshot(to, Format, [4, 5, 6]), Cancellation);
        await past.DropBasesAsync(Hub, to, Cancellation);
        await past.RemoveAsync(new JournalRemoval(after, to, new EventTime(77), Horizons), Cancellation);
        await past.ReclaimAsync(Cancellation);
    }

    /// <summary>Everything of the fixture is there, and reports are appended, met again and removed as ever.</summary>
    public static async Task ShouldGoOnAsync(IServiceProvider store)
    {
        var (journal, past) = (store.GetRequiredService<IJournal>(), store.GetRequiredService<IJournalPast>());
        var beginning = await past.GetBeginningAsync(Cancellation);
        beginning.ShouldBe(new JournalBeginning(Removed, Removed, new EventTime(77), Horizons));
        (await past.ReadProvedBaseAsync(Hub, Cancellation))!.Payload.ShouldBe([4, 5, 6]);
        (await SequencesAsync(journal, Removed)).ShouldBe(Enumerable.Range(Removed + 1, Reports - Removed).Select(next => (long)next));
        for (var sequence = 1; sequence <= Removed; sequence++)
        {
            (await past.FindRemovedAsync(Hub, Producer, sequence, 1, Payload, Cancellation)).ShouldBe(new RemovedReport(sequence, true));
        }

        (await past.FindRemovedAsync(Hub, Producer, Removed + 1, 1, Payload, Cancellation)).ShouldBeNull();
        await AppendAsync(store, Reports, 1);
        await RemoveAsync(store, Removed, Removed + 10);
        (await SequencesAsync(journal, Removed + 10)).Count.ShouldBe(Reports + 1 - (Removed + 10));
        (await past.FindRemovedAsync(Hub, Producer, Removed + 10, 1, [9], Cancellation)).ShouldBe(new RemovedReport(Removed + 10, false));
    }

    /// <summary>
    /// The sizes of a store after rounds of a steady load, in which each round removes all but the newest reports, or none.
    /// </summary>
    public static async Task<IReadOnlyList<long>> LoadAsync(
        IServiceProvider store, int rounds, int reportsOfRound, int reportBytes, bool removes, Func<Task<long>> size)
    {
        var sizes = new List<long>();
        for (var round = 0; round < rounds; round++)
        {
            var head = (long)round * reportsOfRound;
            await AppendAsync(store, head, reportsOfRound, reportBytes);
            if (removes && round > 0)
            {
                await RemoveAsync(store, head - reportsOfRound, head);
            }

            sizes.Add(await size());
        }

        return sizes;
    }

    private static async Task<List<long>> SequencesAsync(IJournal journal, long after) =>
        await journal.ReadAllAsync(after, long.MaxValue, Cancellation).Select(entry => entry.Record.Sequence).ToListAsync(Cancellation);
}
