using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Conformance;

/// <summary>What every journal does, as <see cref="IJournal"/> states it.</summary>
public abstract class JournalConformance : StoreConformance
{
    private IJournal Journal => Service<IJournal>();

    [Fact]
    public async Task An_empty_journal_has_no_reports_and_zero_totals()
    {
        (await Journal.GetTotalsAsync(Cancellation)).ShouldBe(new JournalTotals(0, 0, 0));
        (await Journal.ListHubsAsync(0, Cancellation)).ShouldBeEmpty();
        (await ReadAllAsync(0, long.MaxValue)).ShouldBeEmpty();
        (await ReadHubAsync(Sample.Hub(1), 0)).ShouldBeEmpty();
        (await Journal.FindAsync(Sample.Hub(1), "door", 1, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Offsets_start_at_one_and_have_no_gaps_across_hubs()
    {
        (await AppendAsync(1, Sample.Record(1))).ShouldBe(1);
        (await AppendAsync(2, Sample.Record(1), Sample.Record(2))).ShouldBe(3);
        (await AppendAsync(1, Sample.Record(2))).ShouldBe(4);

        (await ReadAllAsync(0, long.MaxValue)).Select(entry => entry.Offset).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_report_is_read_as_it_was_appended()
    {
        var record = Sample.Record(1, "扉 door", 5_000_000);
        await AppendAsync(1, record);

        var entry = await Journal.FindAsync(Sample.Hub(1), "扉 door", 1, Cancellation);

        entry.ShouldNotBeNull();
        ShouldBe(entry, 1, 1, record);
        ShouldBe((await ReadHubAsync(Sample.Hub(1), 0)).Single(), 1, 1, record);
        ShouldBe((await ReadAllAsync(0, 1)).Single(), 1, 1, record);
    }

    [Fact]
    public async Task An_empty_payload_is_kept()
    {
        await AppendAsync(1, Sample.Record(1, payloadBytes: 0));

        (await ReadHubAsync(Sample.Hub(1), 0)).Single().Record.Payload.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_report_of_the_same_sequence_is_refused_and_not_kept()
    {
        await AppendAsync(1, Sample.Record(1));

        await Should.ThrowAsync<JournalConflictException>(() => AppendAsync(1, Sample.Record(1, payloadBytes: 3)));

        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(1);
        (await AppendAsync(1, Sample.Record(2))).ShouldBe(2);
    }

    [Fact]
    public async Task A_writer_that_missed_a_report_of_another_one_is_fenced()
    {
        var end = await AppendAsync(1, Sample.Record(1));
        await AppendAsync(1, Sample.Record(1, "window"));

        var error = await Should.ThrowAsync<JournalConflictException>(
            () => Journal.AppendAsync(Sample.Hub(1), end, [Sample.Record(2)], Cancellation).AsTask());

        error.Message.ShouldContain("another writer owns the hub");
        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(2);
        (await Journal.AppendAsync(Sample.Hub(1), 2, [Sample.Record(2)], Cancellation)).ShouldBe(3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_writer_that_knows_another_end_of_its_hub_is_fenced(long afterOffset)
    {
        await AppendAsync(1, Sample.Record(1));
        await AppendAsync(2, Sample.Record(1));

        await Should.ThrowAsync<JournalConflictException>(
            () => Journal.AppendAsync(Sample.Hub(1), afterOffset, [Sample.Record(2)], Cancellation).AsTask());
        await Should.ThrowAsync<JournalConflictException>(
            () => Journal.AppendAsync(Sample.Hub(3), afterOffset + 1, [Sample.Record(2)], Cancellation).AsTask());

        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_writers_who_know_the_same_end_one_is_fenced()
    {
        await AppendAsync(1, Sample.Record(1));

        var appends = new[] { "door", "window" }
            .Select(producer => Journal.AppendAsync(Sample.Hub(1), 1, [Sample.Record(2, producer)], Cancellation).AsTask())
            .ToList();
        await Task.WhenAll(appends.Select(append => append.ContinueWith(_ => true, TaskScheduler.Default)));

        appends.Count(append => append.IsCompletedSuccessfully).ShouldBe(1);
        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_sequence_of_another_producer_or_hub_is_another_report()
    {
        await AppendAsync(1, Sample.Record(1));
        await AppendAsync(1, Sample.Record(1, "window"));
        await AppendAsync(2, Sample.Record(1));

        (await Journal.GetTotalsAsync(Cancellation)).ShouldBe(new JournalTotals(3, 6, 2));
    }

    [Fact]
    public async Task An_append_with_one_conflict_keeps_none_of_its_records()
    {
        await AppendAsync(1, Sample.Record(3));

        await Should.ThrowAsync<JournalConflictException>(
            () => AppendAsync(1, Sample.Record(2), Sample.Record(9, "new"), Sample.Record(3)));

        (await ReadHubAsync(Sample.Hub(1), 0)).Select(entry => entry.Record.Sequence).ShouldBe([3]);
        (await Journal.GetTotalsAsync(Cancellation)).ShouldBe(new JournalTotals(1, 4, 1));
        (await AppendAsync(1, Sample.Record(2), Sample.Record(9, "new"))).ShouldBe(3);
    }

    [Fact]
    public async Task An_append_that_conflicts_with_itself_leaves_no_trace_of_its_hub()
    {
        await Should.ThrowAsync<JournalConflictException>(() => AppendAsync(1, Sample.Record(1), Sample.Record(1)));

        (await Journal.ListHubsAsync(0, Cancellation)).ShouldBeEmpty();
        (await Journal.GetTotalsAsync(Cancellation)).ShouldBe(new JournalTotals(0, 0, 0));
        (await AppendAsync(1, Sample.Record(1))).ShouldBe(1);
        (await Journal.GetTotalsAsync(Cancellation)).Hubs.ShouldBe(1);
    }

    [Fact]
    public async Task A_conflict_fails_its_own_append_and_not_its_neighbours()
    {
        await AppendAsync(1, Sample.Record(1));

        var appends = Enumerable.Range(1, 200)
            .Select(hub => AppendAsync(hub, hub == 1 ? Sample.Record(1) : Sample.Record(hub)))
            .ToList();
        await Should.ThrowAsync<JournalConflictException>(() => appends[0]);
        var offsets = await Task.WhenAll(appends.Skip(1));

        offsets.Order().ShouldBe(Enumerable.Range(2, 199).Select(offset => (long)offset));
    }

    [Fact]
    public async Task Hubs_are_listed_with_their_ends_after_an_offset()
    {
        await AppendAsync(1, Sample.Record(1), Sample.Record(2));
        await AppendAsync(2, Sample.Record(1));

        (await Journal.ListHubsAsync(0, Cancellation)).ShouldBe(
            [new HubHead(Sample.Hub(1), 2, 2), new HubHead(Sample.Hub(2), 3, 1)], ignoreOrder: true);
        (await Journal.ListHubsAsync(2, Cancellation)).ShouldBe([new HubHead(Sample.Hub(2), 3, 1)]);
        (await Journal.ListHubsAsync(3, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_honour_their_bounds()
    {
        await AppendAsync(1, Sample.Record(1), Sample.Record(2), Sample.Record(3));
        await AppendAsync(2, Sample.Record(1), Sample.Record(2));

        (await ReadHubAsync(Sample.Hub(1), 1)).Select(entry => entry.Offset).ShouldBe([2, 3]);
        (await ReadHubAsync(Sample.Hub(1), 3)).ShouldBeEmpty();
        (await ReadAllAsync(1, 4)).Select(entry => entry.Offset).ShouldBe([2, 3, 4]);
        (await ReadAllAsync(4, 4)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Long_reads_stream_every_report_once_in_order()
    {
        const int Reports = 5_000;
        for (var hub = 1; hub <= 2; hub++)
        {
            await AppendAsync(hub, [.. Enumerable.Range(1, Reports).Select(sequence => Sample.Record(sequence))]);
        }

        (await ReadAllAsync(0, long.MaxValue)).Select(entry => entry.Offset)
            .ShouldBe(Enumerable.Range(1, 2 * Reports).Select(offset => (long)offset));
        (await ReadHubAsync(Sample.Hub(2), 0)).Select(entry => entry.Record.Sequence)
            .ShouldBe(Enumerable.Range(1, Reports).Select(sequence => (long)sequence));
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart_and_offsets_go_on()
    {
        await AppendAsync(1, Sample.Record(1), Sample.Record(2, "window"));
        var totals = await Journal.GetTotalsAsync(Cancellation);

        await Store.RestartAsync();

        (await Journal.GetTotalsAsync(Cancellation)).ShouldBe(totals);
        await Should.ThrowAsync<JournalConflictException>(() => AppendAsync(1, Sample.Record(2, "window")));
        (await AppendAsync(1, Sample.Record(3, "window"))).ShouldBe(3);
        (await Journal.ListHubsAsync(0, Cancellation)).ShouldBe([new HubHead(Sample.Hub(1), 3, 3)]);
    }

    [Fact]
    public async Task A_cancelled_token_keeps_an_append_out()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => Journal.AppendAsync(Sample.Hub(1), 0, [Sample.Record(1)], cancelled.Token).AsTask());

        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(0);
    }

    [Fact]
    public void Any_history_of_appends_leaves_what_the_list_of_accepted_ones_says() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<AppendStep[]>(),
            async steps =>
            {
                await using var store = await OpenAsync();
                await new JournalModel(store.Services.GetRequiredService<IJournal>(), Cancellation).Run(steps);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private Task<long> AppendAsync(int hub, params JournalRecord[] records) =>
        Journal.AppendNextAsync(Sample.Hub(hub), records, Cancellation);

    private ValueTask<List<JournalEntry>> ReadAllAsync(long afterOffset, long toOffset) =>
        Journal.ReadAllAsync(afterOffset, toOffset, Cancellation).ToListAsync(Cancellation);

    private ValueTask<List<JournalEntry>> ReadHubAsync(PlaceId hub, long afterOffset) =>
        Journal.ReadHubAsync(hub, afterOffset, Cancellation).ToListAsync(Cancellation);

    private static void ShouldBe(JournalEntry entry, long offset, int hub, JournalRecord record)
    {
        entry.Offset.ShouldBe(offset);
        entry.Hub.ShouldBe(Sample.Hub(hub));
        entry.Record.Payload.ShouldBe(record.Payload);
        (entry.Record with { Payload = record.Payload }).ShouldBe(record);
    }
}
