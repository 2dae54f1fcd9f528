using MegaRegion.Contracts.Hubs;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Grains.Tests.Support;
using MegaRegion.Testing;

namespace MegaRegion.Grains.Tests;

public class HubGrainTests
{
    private static readonly PlaceId Hub = SmallCountry.Hubs[0];

    [Fact]
    public async Task Accepted_reports_are_in_the_journal_in_order_under_their_offsets()
    {
        await using var country = await Country.StartAsync();
        var result = await country.SubmitAsync(Hub, Report(country, 1), Report(country, 2));

        result.ShouldSatisfyAllConditions(
            () => result.Refusal.ShouldBe(SubmitRefusal.None),
            () => result.ExpectedSequence.ShouldBe(3),
            () => result.Accepted.ShouldBe([new(1, 1, Duplicate: false, 0), new(2, 2, Duplicate: false, 0)]));
        country.Store.Entries.Select(entry => entry.Record.Sequence).ShouldBe([1, 2]);
        country.Store.Appends.ShouldBe(1);
    }

    [Fact]
    public async Task A_resend_is_answered_with_the_first_offset_and_changes_nothing()
    {
        await using var country = await Country.StartAsync();
        var report = Report(country, 1);
        await country.SubmitAsync(Hub, report);
        var before = await country.Hub(Hub).GetTotalsAsync();

        var result = await country.SubmitAsync(Hub, report, Report(country, 2));

        result.Accepted.ShouldBe([new(1, 1, Duplicate: true, 0), new(2, 2, Duplicate: false, 0)]);
        var after = await country.Hub(Hub).GetTotalsAsync();
        after.Cells.Single(block => block.Size == (byte)WindowSize.Day).Quantities.ShouldBe(
            [.. before.Cells.Single(block => block.Size == (byte)WindowSize.Day).Quantities.Select(quantity => quantity * 2)]);
    }

    [Fact]
    public async Task A_sequence_that_is_used_again_for_another_body_is_refused()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitAsync(Hub, Report(country, 1));

        var result = await country.SubmitAsync(Hub, Country.Report(1, country.Flow(Hub, "jp:03201", quantity: 99)));

        result.Refusal.ShouldBe(SubmitRefusal.SequenceReused);
        result.RefusedSequence.ShouldBe(1);
        country.Store.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gap_is_refused_with_the_expected_sequence()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitAsync(Hub, Report(country, 1));

        var result = await country.SubmitAsync(Hub, Report(country, 3));

        result.Refusal.ShouldBe(SubmitRefusal.SequenceGap);
        result.ExpectedSequence.ShouldBe(2);
        country.Store.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Producers_have_sequences_of_their_own()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitAsync(Hub, Report(country, 1));
        var other = await country.Hub(Hub).SubmitAsync(new SubmitBatch("other", [Report(country, 1)]));
        other.Accepted.Single().Offset.ShouldBe(2);
        (await country.Hub(Hub).GetNextSequenceAsync("third")).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_goes_on_where_the_journal_ends(bool loseMemory)
    {
        await using var country = await Country.StartAsync(options => options.SnapshotReports = 3);
        for (var i = 1; i <= 5; i++)
        {
            await country.SubmitAsync(Hub, Report(country, i));
        }

        country.Store.Snapshots[Hub].Offset.ShouldBe(3);
        await country.RestartAsync(loseMemory);

        (await country.Hub(Hub).GetNextSequenceAsync(Country.Producer)).ShouldBe(6);
        country.Store.ReadFrom.Last().ShouldBe(loseMemory ? 3 : 5);
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_full_store_refuses_and_keeps_nothing_and_goes_on_when_there_is_space()
    {
        await using var country = await Country.StartAsync();
        country.Store.FailNextAppend(new JournalFullException("full"));

        (await country.SubmitAsync(Hub, Report(country, 1))).Refusal.ShouldBe(SubmitRefusal.StoreFull);
        (await country.SubmitAsync(Hub, Report(country, 1))).Accepted.Single().Duplicate.ShouldBeFalse();
        await country.SettleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_write_of_unknown_outcome_the_journal_decides(bool isKept)
    {
        await using var country = await Country.StartAsync();
        country.Store.FailNextAppend(new JournalUnavailableException("the disk is gone"), isKept);
        var report = Report(country, 1);

        (await country.SubmitAsync(Hub, report)).Refusal.ShouldBe(SubmitRefusal.StoreUnavailable);
        var resent = await country.SubmitAsync(Hub, report);

        resent.Accepted.Single().ShouldBe(new AcceptedReport(1, 1, Duplicate: isKept, 0));
        country.Store.Entries.Count.ShouldBe(1);
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_second_writer_is_fenced_and_then_follows_the_journal()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitAsync(Hub, Report(country, 1));
        var elsewhere = Report(country, 2);
        country.Store.WriteFromElsewhere(Hub, new JournalRecord(Country.Producer, 2, 0, 1, elsewhere.Payload));

        var fenced = await country.SubmitAsync(
            Hub, Country.Report(2, country.Flow(Hub, "jp:03201", quantity: 99)));

        fenced.Refusal.ShouldBe(SubmitRefusal.WriterFenced);
        (await country.Hub(Hub).GetNextSequenceAsync(Country.Producer)).ShouldBe(3);
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_hub_that_the_catalogue_does_not_have_is_refused()
    {
        await using var country = await Country.StartAsync();
        (await country.SubmitAsync(new("hub:nowhere"), Report(country, 1))).Refusal.ShouldBe(SubmitRefusal.UnknownHub);
        (await country.SubmitAsync(new("jp:01100"), Report(country, 1))).Refusal.ShouldBe(SubmitRefusal.UnknownHub);
    }

    [Fact]
    public async Task A_total_beyond_the_limit_of_a_layer_is_refused_before_anything_is_kept()
    {
        await using var country = await Country.StartAsync();
        var huge = Enumerable.Repeat(country.Flow(Hub, "jp:03201", Flow.MaxQuantity, Layer.Money), 1_000).ToArray();

        (await country.SubmitAsync(Hub, Country.Report(1, huge))).Refusal.ShouldBe(SubmitRefusal.None);
        var second = await country.SubmitAsync(Hub, Report(country, 2), Country.Report(3, huge));

        second.Accepted.Length.ShouldBe(1);
        second.Refusal.ShouldBe(SubmitRefusal.QuantityLimit);
        second.RefusedSequence.ShouldBe(3);
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_payload_that_is_no_report_never_reaches_the_journal()
    {
        await using var country = await Country.StartAsync();
        await Should.ThrowAsync<MalformedReportException>(() => country.SubmitAsync(Hub, new SubmittedReport(1, 1, [9, 9, 9])));
        await Should.ThrowAsync<ArgumentException>(() => country.SubmitAsync(Hub, Report(country, 1), Report(country, 3)));
        country.Store.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Late_flows_are_counted_and_kept_in_their_own_window()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitAsync(Hub, Report(country, 1));
        var yesterday = country.Flow(Hub, "jp:03201", 7) with
        {
            EventTime = new EventTime(country.Now.UnixMilliseconds - 86_400_000),
        };

        (await country.SubmitAsync(Hub, Country.Report(2, yesterday))).Accepted.Single().LateFlows.ShouldBe(1);

        var days = (await country.Hub(Hub).GetTotalsAsync()).Cells.Where(block => block.Size == (byte)WindowSize.Day).ToList();
        days.Count.ShouldBe(2);
        days.MinBy(day => day.StartUnixMilliseconds)!.Quantities.ShouldBe([7]);
    }

    [Fact]
    public async Task A_damaged_snapshot_costs_time_and_nothing_else()
    {
        await using var country = await Country.StartAsync();
        await country.SubmitAsync(Hub, Report(country, 1));
        await country.RestartAsync();
        country.Store.Forge(Hub, country.Store.Snapshots[Hub] with { Payload = [1, 2, 3] });
        await country.RestartAsync(loseMemory: true);
        (await country.Hub(Hub).GetNextSequenceAsync(Country.Producer)).ShouldBe(2);
    }

    private static SubmittedReport Report(Country country, long sequence) =>
        Country.Report(sequence, country.Flow(Hub, "jp:03201", 2), country.Flow(Hub, "hub:03201-a", 3, Layer.Goods));
}
