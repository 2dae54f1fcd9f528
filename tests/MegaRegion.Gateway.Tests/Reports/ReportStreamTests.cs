using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Reports;

public sealed class ReportStreamTests : ServerTest
{
    [Fact]
    public async Task A_new_producer_starts_at_one_and_gets_its_acknowledgements_in_order()
    {
        using var call = await OpenAsync();
        call.NextSequence.ShouldBe(1);
        for (var sequence = 1; sequence <= 20; sequence++)
            await call.SendAsync(Sample.Report(sequence));

        for (var sequence = 1; sequence <= 20; sequence++)
        {
            var ack = await call.ReadAckAsync();
            ack.Sequence.ShouldBe(sequence);
            ack.Offset.ShouldBe(sequence);
            ack.Duplicate.ShouldBeFalse();
        }

        await call.CompleteAsync();
        (await call.HasEndedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_stream_goes_on_where_the_first_stopped()
    {
        await SubmitAsync(1, [Sample.Flow()]);
        await SubmitAsync(2, [Sample.Flow()]);

        using var call = await OpenAsync();

        call.NextSequence.ShouldBe(3);
    }

    [Fact]
    public async Task Producers_of_a_hub_are_numbered_each_for_itself()
    {
        await SubmitAsync(1, [Sample.Flow()], producer: "p1");

        using var call = await OpenAsync(producer: "p2");

        call.NextSequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_resend_is_a_duplicate_and_counts_once()
    {
        using var call = await OpenAsync();
        await call.SendAsync(Sample.Report(1));
        var first = await call.ReadAckAsync();
        await call.SendAsync(Sample.Report(1));
        var second = await call.ReadAckAsync();

        second.Duplicate.ShouldBeTrue();
        second.Offset.ShouldBe(first.Offset);
        (await StatusAsync()).JournalHead.ShouldBe(1);
    }

    [Fact]
    public async Task A_resend_and_new_reports_may_follow_each_other_in_one_stream()
    {
        await SubmitAsync(1, [Sample.Flow(quantity: 1)]);
        await SubmitAsync(2, [Sample.Flow(quantity: 2)]);
        using var call = await OpenAsync();
        for (var sequence = 1; sequence <= 4; sequence++)
            await call.SendAsync(Sample.Report(sequence));

        var acks = new List<ReportAck>();
        for (var sequence = 1; sequence <= 4; sequence++)
            acks.Add(await call.ReadAckAsync());

        acks.Select(ack => ack.Duplicate).ShouldBe([true, true, false, false]);
        acks.Select(ack => ack.Offset).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task The_same_sequence_with_another_body_is_refused()
    {
        using var call = await OpenAsync();
        await call.SendAsync(Sample.Report(1, Sample.Flow(quantity: 5)));
        await call.ReadAckAsync();
        await call.SendAsync(Sample.Report(1, Sample.Flow(quantity: 6)));

        var detail = await FailsAsync(ErrorCode.SequenceReused, StatusCode.AlreadyExists, call.ReadAckAsync);

        detail.Sequence.ShouldBe(1);
        detail.ExpectedSequence.ShouldBe(2);
        detail.Retry.ShouldBe(RetryAdvice.ReadStateFirst);
    }

    [Fact]
    public async Task A_gap_is_refused_with_the_sequence_that_is_expected()
    {
        using var call = await OpenAsync();
        await call.SendAsync(Sample.Report(1));
        await call.ReadAckAsync();
        await call.SendAsync(Sample.Report(3));

        var detail = await FailsAsync(ErrorCode.SequenceGap, StatusCode.FailedPrecondition, call.ReadAckAsync);

        detail.Sequence.ShouldBe(3);
        detail.ExpectedSequence.ShouldBe(2);
        detail.Retry.ShouldBe(RetryAdvice.Reconnect);
    }

    [Fact]
    public async Task What_came_before_a_refused_report_is_acknowledged_and_nothing_behind_it_is_kept()
    {
        using var call = await OpenAsync();
        await call.SendAsync(Sample.Report(1));
        await call.SendAsync(Sample.Report(2));
        await call.SendAsync(Sample.Report(3, Sample.Flow(), Sample.Flow(quantity: 0)));
        await call.SendAsync(Sample.Report(4));

        (await call.ReadAckAsync()).Sequence.ShouldBe(1);
        (await call.ReadAckAsync()).Sequence.ShouldBe(2);
        var detail = await FailsAsync(ErrorCode.InvalidQuantity, StatusCode.InvalidArgument, call.ReadAckAsync);

        detail.Sequence.ShouldBe(3);
        detail.FlowPosition.ShouldBe(1);
        var status = await StatusAsync();
        status.JournalHead.ShouldBe(2);
        status.Flows.ShouldBe(2);
        using var again = await OpenAsync();
        again.NextSequence.ShouldBe(3);
    }

    [Fact]
    public async Task A_stream_begins_with_open()
    {
        using var call = ReportCall.Start(Server.Flows, Cancel);
        await call.SendAsync(Sample.Report(1));

        await FailsAsync(ErrorCode.StreamProtocol, StatusCode.InvalidArgument, call.ReadAsync);
        (await StatusAsync()).JournalHead.ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_without_any_message_is_refused()
    {
        using var call = ReportCall.Start(Server.Flows, Cancel);
        await call.CompleteAsync();

        await FailsAsync(ErrorCode.StreamProtocol, StatusCode.InvalidArgument, call.ReadAsync);
    }

    [Fact]
    public async Task A_second_open_is_refused_after_the_reports_before_it_are_acknowledged()
    {
        using var call = await OpenAsync();
        await call.SendAsync(Sample.Report(1));
        await call.SendOpenAsync(TestPlaces.Beta, "p1");

        (await call.ReadAckAsync()).Sequence.ShouldBe(1);
        await FailsAsync(ErrorCode.StreamProtocol, StatusCode.InvalidArgument, call.ReadAckAsync);
    }

    [Fact]
    public async Task An_empty_message_is_refused()
    {
        using var call = await OpenAsync();
        await call.SendEmptyAsync();

        await FailsAsync(ErrorCode.StreamProtocol, StatusCode.InvalidArgument, call.ReadAckAsync);
    }

    [Theory]
    [InlineData("hub:nowhere")]
    [InlineData(TestPlaces.NorthCity)]
    [InlineData("")]
    public async Task Only_hubs_of_the_catalogue_report(string hub)
    {
        var detail = await FailsAsync(ErrorCode.UnknownHub, StatusCode.NotFound, () => OpenAsync(hub));
        detail.Field.ShouldBe("hub");
        await FailsAsync(ErrorCode.UnknownHub, StatusCode.NotFound, () => SubmitAsync(1, [Sample.Flow()], hub));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("カメラ")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_producer_has_a_plain_name(string producer)
    {
        var detail = await FailsAsync(
            ErrorCode.InvalidField, StatusCode.InvalidArgument, () => OpenAsync(producer: producer));
        detail.Field.ShouldBe("producer");
    }

    private async Task<GetStatusResponse> StatusAsync() =>
        await Server.Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Cancel);
}
