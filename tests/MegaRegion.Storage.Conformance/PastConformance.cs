using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Conformance;

/// <summary>What every store does when reports are removed from the journal's beginning, as <see cref="IJournalPast"/> states it.</summary>
public abstract class PastConformance : StoreConformance
{
    private static readonly CubeRetention Horizons = new(TimeSpan.FromHours(2), TimeSpan.FromDays(1));

    private IJournal Journal => Service<IJournal>();

    private IJournalPast Past => Service<IJournalPast>();

    [Fact]
    public async Task A_new_journal_is_whole()
    {
        (await Past.GetBeginningAsync(Cancellation)).ShouldBe(JournalBeginning.Whole);
        (await Past.ReadBaseAsync(Sample.Hub(1), Cancellation)).ShouldBeNull();
        (await Past.ReadProvedBaseAsync(Sample.Hub(1), Cancellation)).ShouldBeNull();
        (await Past.ReadHubsAsync(Cancellation).ToListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Removed_reports_are_gone_and_the_rest_goes_on_under_the_same_offsets_also_after_a_restart()
    {
        await FillAsync();
        await CoverAsync(1, 5);
        await CoverAsync(2, 4);
        await RemoveAsync(0, 4);
        await Store.RestartAsync();

        (await Past.GetBeginningAsync(Cancellation)).ShouldBe(new JournalBeginning(4, 2 + 3 + 2 + 3, new EventTime(77), Horizons));
        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(6);
        (await OffsetsAsync(after: 4)).ShouldBe([5, 6]);
        (await Journal.ReadHubAsync(Sample.Hub(1), 3, Cancellation).Select(entry => entry.Offset).ToListAsync(Cancellation)).ShouldBe([5]);
        (await Journal.ListHubsAsync(0, Cancellation)).Select(head => (head.Hub, head.LastOffset)).ShouldBe(
            [(Sample.Hub(1), 5), (Sample.Hub(2), 6)], ignoreOrder: true);
        (await Journal.AppendNextAsync(Sample.Hub(1), [Sample.Record(4)], Cancellation)).ShouldBe(7);
        await Should.ThrowAsync<JournalConflictException>(
            () => Journal.AppendAsync(Sample.Hub(2), 4, [Sample.Record(4)], Cancellation).AsTask());
    }

    [Fact]
    public async Task Reading_what_was_removed_names_the_first_offset_there_is()
    {
        await FillAsync();
        await CoverAsync(1, 3);
        await CoverAsync(2, 2);
        await RemoveAsync(0, 3);

        (await Should.ThrowAsync<JournalTruncatedException>(() => OffsetsAsync(after: 2))).FirstOffset.ShouldBe(4);
        (await Should.ThrowAsync<JournalTruncatedException>(
            () => Journal.ReadHubAsync(Sample.Hub(1), 0, Cancellation).ToListAsync(Cancellation).AsTask())).FirstOffset.ShouldBe(4);

        // Of hub 2 only offset 2 was removed.
        (await Journal.ReadHubAsync(Sample.Hub(2), 2, Cancellation).CountAsync(Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task A_removed_report_is_recognised_by_its_body()
    {
        await FillAsync();
        await CoverAsync(1, 1);
        await RemoveAsync(0, 1);
        var record = Sample.Record(1);

        (await FindAsync(record)).ShouldBe(new RemovedReport(1, IsSame: true));
        (await FindAsync(record with { Payload = [1] })).ShouldBe(new RemovedReport(1, IsSame: false));
        (await FindAsync(record with { FlowCount = 9 })).ShouldBe(new RemovedReport(1, IsSame: false));
        (await FindAsync(Sample.Record(2))).ShouldBeNull();
        (await FindAsync(record with { Producer = "window" })).ShouldBeNull();
        (await Journal.FindAsync(Sample.Hub(1), "door", 1, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_removed_of_a_hub_without_a_base_that_covers_it()
    {
        await FillAsync();
        await CoverAsync(1, 5);
        await Should.ThrowAsync<InvalidOperationException>(() => RemoveAsync(0, 4));
        await CoverAsync(2, 2);
        await Should.ThrowAsync<InvalidOperationException>(() => RemoveAsync(0, 4));
        (await Past.GetBeginningAsync(Cancellation)).ShouldBe(JournalBeginning.Whole);
        (await OffsetsAsync(after: 0)).Count.ShouldBe(6);

        // Negative control: covered, it goes; and appends that shared the group were not harmed.
        await CoverAsync(2, 4);
        await RemoveAsync(0, 4);
        (await OffsetsAsync(after: 4)).ShouldBe([5, 6]);
        (await Journal.AppendNextAsync(Sample.Hub(2), [Sample.Record(4)], Cancellation)).ShouldBe(7);
    }

    [Fact]
    public async Task Of_two_removals_one_is_refused_and_a_repeated_one_does_nothing()
    {
        await FillAsync();
        await CoverAsync(1, 5);
        await CoverAsync(2, 4);
        await RemoveAsync(0, 2);
        await RemoveAsync(0, 2);
        await Should.ThrowAsync<JournalConflictException>(() => RemoveAsync(0, 4));
        await Should.ThrowAsync<JournalCorruptException>(() => RemoveAsync(2, 7));
        await RemoveAsync(2, 4);
        (await Past.GetBeginningAsync(Cancellation)).FirstOffset.ShouldBe(5);
    }

    [Fact]
    public async Task A_new_base_stands_beside_the_proved_one_until_that_is_dropped()
    {
        await FillAsync();
        await CoverAsync(1, 1);
        await RemoveAsync(0, 1);
        await CoverAsync(1, 5);

        (await Past.ReadBaseAsync(Sample.Hub(1), Cancellation))!.Offset.ShouldBe(5);
        (await Past.ReadProvedBaseAsync(Sample.Hub(1), Cancellation))!.Offset.ShouldBe(1);
        await Past.DropBasesAsync(Sample.Hub(1), 5, Cancellation);
        (await Past.ReadProvedBaseAsync(Sample.Hub(1), Cancellation))!.Payload.ShouldBe([1, 5]);
        (await Past.ReadHubsAsync(Cancellation).ToListAsync(Cancellation)).Select(hub => (hub.Hub, hub.RemovedTo, hub.RemovedReports, hub.Base.Offset))
            .ShouldBe([(Sample.Hub(1), 1, 1, 5)]);
    }

    [Fact]
    public async Task Each_removed_report_has_one_receipt()
    {
        await FillAsync();
        await CoverAsync(1, 5);
        await CoverAsync(2, 6);
        await RemoveAsync(0, 3);
        await RemoveAsync(3, 6);

        var receipts = await Past.ReadReceiptsAsync(Cancellation).ToListAsync(Cancellation);

        receipts.OrderBy(receipt => receipt.Offset).Select(receipt => (receipt.Offset, receipt.Hub, receipt.Producer, receipt.Sequence))
            .ShouldBe(
            [
                (1, Sample.Hub(1), "door", 1), (2, Sample.Hub(2), "door", 1), (3, Sample.Hub(1), "door", 2),
                (4, Sample.Hub(2), "door", 2), (5, Sample.Hub(1), "door", 3), (6, Sample.Hub(2), "door", 3),
            ]);
        (await OffsetsAsync(after: 6)).ShouldBeEmpty();
    }

    // Sequences 1 to 3 of two hubs in turn: offsets 1 to 6.
    private async Task FillAsync()
    {
        for (var number = 0; number < 6; number++)
        {
            await Journal.AppendNextAsync(Sample.Hub(1 + (number % 2)), [Sample.Record(1 + (number / 2))], Cancellation);
        }
    }

    private async Task CoverAsync(int hub, long offset) => await Past.WriteBaseAsync(
        Sample.Hub(hub), new Snapshot(offset, 3, [(byte)hub, (byte)offset]), Cancellation);

    private Task RemoveAsync(long after, long to) =>
        Past.RemoveAsync(new JournalRemoval(after, to, new EventTime(77), Horizons), Cancellation).AsTask();

    private Task<List<long>> OffsetsAsync(long after) =>
        Journal.ReadAllAsync(after, long.MaxValue, Cancellation).Select(entry => entry.Offset).ToListAsync(Cancellation).AsTask();

    private async Task<RemovedReport?> FindAsync(JournalRecord record) => await Past.FindRemovedAsync(
        Sample.Hub(1), record.Producer, record.Sequence, record.FlowCount, record.Payload, Cancellation);
}
