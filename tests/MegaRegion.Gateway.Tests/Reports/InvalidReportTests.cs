using Grpc.Core;
using MegaRegion.Client.Reporting;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Reports;

public sealed class InvalidReportTests : ServerTest
{
    private const int BadPosition = 2;

    public static TheoryData<string, ErrorCode, string> Faults => new()
    {
        { "unknown origin", ErrorCode.UnknownPlace, "origin" },
        { "unknown destination", ErrorCode.UnknownPlace, "destination" },
        { "no layer", ErrorCode.InvalidLayer, "layer" },
        { "layer 9", ErrorCode.InvalidLayer, "layer" },
        { "layer 257", ErrorCode.InvalidLayer, "layer" },
        { "zero", ErrorCode.InvalidQuantity, "quantity" },
        { "negative", ErrorCode.InvalidQuantity, "quantity" },
        { "too much", ErrorCode.InvalidQuantity, "quantity" },
        { "too early", ErrorCode.InvalidEventTime, "event_time_ms" },
        { "future", ErrorCode.InvalidEventTime, "event_time_ms" },
        { "purpose", ErrorCode.InvalidField, "purpose" },
        { "mode", ErrorCode.InvalidField, "mode" },
        { "deal", ErrorCode.InvalidField, "deal" },
        { "other hub's", ErrorCode.WrongReporter, "origin" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_bad_flow_is_named_by_position_and_field_and_nothing_is_kept(
        string fault, ErrorCode code, string field)
    {
        Flow[] flows = [Sample.Flow(), Sample.Flow(), Broken(fault), Sample.Flow(quantity: 0)];
        using var call = await OpenAsync();
        await call.SendAsync(Sample.Report(1, flows));

        var detail = await FailsAsync(code, StatusCode.InvalidArgument, call.ReadAckAsync);
        detail.FlowPosition.ShouldBe(BadPosition);
        detail.Field.ShouldBe(field);
        detail.Sequence.ShouldBe(1);
        detail.ExpectedSequence.ShouldBe(1);
        var unary = await FailsAsync(code, StatusCode.InvalidArgument, () => SubmitAsync(1, flows));
        (unary.FlowPosition, unary.Field, unary.Sequence).ShouldBe((BadPosition, field, 1));
        await NothingIsKeptAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Columns_are_refused_with_the_same_words(string fault, ErrorCode code, string field)
    {
        Flow[] flows = [Sample.Flow(), Sample.Flow(), Broken(fault), Sample.Flow(quantity: 0)];
        if (new FlowColumnEncoder().TryEncode(flows) is null)
        {
            // Columns cannot carry it; the client falls back to messages.
            (fault is "layer 257" or "purpose" or "mode").ShouldBeTrue();
            return;
        }

        var plain = await FailsAsync(code, StatusCode.InvalidArgument, () => SubmitAsync(1, flows));
        var columns = await FailsAsync(code, StatusCode.InvalidArgument, () => SubmitColumnsAsync(1, flows));

        // The words name the latest moment, which moves with the clock.
        (columns.Message, columns.MessageJa) = field == "event_time_ms" ? (plain.Message, plain.MessageJa) : (columns.Message, columns.MessageJa);
        columns.ShouldBe(plain);
        (columns.FlowPosition, columns.Field).ShouldBe((BadPosition, field));
        await NothingIsKeptAsync();
    }

    [Fact]
    public async Task Flows_and_columns_together_are_refused()
    {
        var report = Sample.Report(1, Sample.Flow());
        report.Columns = new FlowColumnEncoder().TryEncode([Sample.Flow()]);
        using var call = await OpenAsync();
        await call.SendAsync(report);

        var detail = await FailsAsync(ErrorCode.InvalidField, StatusCode.InvalidArgument, call.ReadAckAsync);
        (detail.FlowPosition, detail.Field).ShouldBe((-1, "columns"));
        await NothingIsKeptAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    [InlineData(int.MaxValue)]
    public async Task Columns_of_no_flows_or_too_many_are_refused(int flowCount)
    {
        using var call = await OpenAsync();
        await call.SendAsync(new FlowReport { Sequence = 1, Columns = new FlowColumns { FlowCount = flowCount } });

        var detail = await FailsAsync(ErrorCode.InvalidReportSize, StatusCode.InvalidArgument, call.ReadAckAsync);
        detail.Field.ShouldBe("flows");
        await NothingIsKeptAsync();
    }

    [Fact]
    public async Task A_column_that_cannot_be_read_is_named()
    {
        var columns = new FlowColumnEncoder().TryEncode([Sample.Flow(), Sample.Flow()]).ShouldNotBeNull();
        columns.Quantity = Google.Protobuf.ByteString.CopyFrom(1, 0x80);
        using var call = await OpenAsync();
        await call.SendAsync(new FlowReport { Sequence = 1, Columns = columns });

        var detail = await FailsAsync(ErrorCode.InvalidField, StatusCode.InvalidArgument, call.ReadAckAsync);
        (detail.FlowPosition, detail.Field).ShouldBe((1, "columns.quantity"));
        await NothingIsKeptAsync();
    }

    [Fact]
    public async Task A_resend_in_the_other_form_is_a_duplicate_and_another_body_is_not()
    {
        Flow[] flows = [Sample.Flow(quantity: 7), Sample.Flow(TestPlaces.South, TestPlaces.Alpha)];
        await SubmitAsync(1, flows);
        await SubmitColumnsAsync(2, flows);

        (await SubmitColumnsAsync(1, flows)).Duplicate.ShouldBeTrue();
        (await SubmitAsync(2, flows)).Duplicate.ShouldBeTrue();
        await FailsAsync(
            ErrorCode.SequenceReused, StatusCode.AlreadyExists, () => SubmitColumnsAsync(1, [flows[1], flows[0]]));
    }

    [Fact]
    public async Task A_report_without_flows_is_refused()
    {
        using var call = await OpenAsync();
        await call.SendAsync(new FlowReport { Sequence = 1 });

        var detail = await FailsAsync(ErrorCode.InvalidReportSize, StatusCode.InvalidArgument, call.ReadAckAsync);
        detail.FlowPosition.ShouldBe(-1);
        detail.Field.ShouldBe("flows");
        await NothingIsKeptAsync();
    }

    [Fact]
    public async Task A_report_of_the_largest_size_is_accepted_and_one_flow_more_is_refused()
    {
        var flows = Enumerable.Repeat(Sample.Flow(), 100_000).ToArray();
        await SubmitAsync(1, flows);

        await FailsAsync(
            ErrorCode.InvalidReportSize,
            StatusCode.InvalidArgument,
            () => SubmitAsync(2, [.. flows, Sample.Flow()]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task Sequences_start_at_one(long sequence)
    {
        using var call = await OpenAsync();
        await call.SendAsync(Sample.Report(sequence, Sample.Flow()));

        var detail = await FailsAsync(ErrorCode.InvalidField, StatusCode.InvalidArgument, call.ReadAckAsync);
        detail.Field.ShouldBe("sequence");
        await NothingIsKeptAsync();
    }

    [Fact]
    public async Task A_bad_report_beyond_the_next_sequence_is_a_gap()
    {
        var detail = await FailsAsync(
            ErrorCode.SequenceGap, StatusCode.FailedPrecondition, () => SubmitAsync(2, [Sample.Flow(quantity: 0)]));
        detail.ExpectedSequence.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_five_minutes_ahead_is_accepted_and_one_later_is_not()
    {
        var now = Server.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await SubmitAsync(1, [Sample.Flow(eventTimeMs: now + 299_000)]);

        await FailsAsync(
            ErrorCode.InvalidEventTime,
            StatusCode.InvalidArgument,
            () => SubmitAsync(2, [Sample.Flow(eventTimeMs: now + 600_000)]));
    }

    [Fact]
    public async Task A_recorded_report_stays_a_duplicate_when_the_clock_was_set_back()
    {
        Flow[] flows = [Sample.Flow(eventTimeMs: Server.Time.GetUtcNow().ToUnixTimeMilliseconds() + 240_000)];
        var first = await SubmitAsync(1, flows);
        Server.Time.Shift = TimeSpan.FromMinutes(-10);

        var again = await SubmitAsync(1, flows);
        again.Duplicate.ShouldBeTrue();
        again.Offset.ShouldBe(first.Offset);
        await FailsAsync(ErrorCode.InvalidEventTime, StatusCode.InvalidArgument, () => SubmitAsync(2, flows));
    }

    [Theory]
    [InlineData("future")]
    [InlineData("unknown origin")]
    [InlineData("layer 257")]
    [InlineData("negative")]
    [InlineData("too early")]
    public async Task A_bad_body_under_a_recorded_sequence_is_a_reuse(string fault)
    {
        await SubmitAsync(1, [Sample.Flow()]);

        await FailsAsync(ErrorCode.SequenceReused, StatusCode.AlreadyExists, () => SubmitAsync(1, [Broken(fault)]));
    }

    [Fact]
    public async Task Late_flows_are_counted_and_land_in_their_own_window()
    {
        const long HourMs = 3_600_000;
        await SubmitAsync(1, [Sample.Flow(quantity: 1, eventTimeMs: Sample.DayMs + (50 * HourMs))]);

        var ack = await SubmitAsync(
            2,
            [
                Sample.Flow(quantity: 10, eventTimeMs: Sample.DayMs + (50 * HourMs) - HourMs),
                Sample.Flow(quantity: 100, eventTimeMs: Sample.DayMs + (50 * HourMs) - HourMs - 1),
                Sample.Flow(quantity: 1_000, eventTimeMs: Sample.DayMs),
            ]);

        ack.LateFlows.ShouldBe(2);
        await WaitForTotalAsync(Level.Region, Layer.People, 1_111);
        var history = await Server.Flows.QueryFlowsAsync(
            new QueryFlowsRequest { Level = Level.Region, View = FlowView.History }, cancellationToken: Cancel);
        history.Cells.Select(cell => (cell.WindowStartMs, cell.Quantity))
            .ShouldBe([(Sample.DayMs, 1_000), (Sample.DayMs + (48 * HourMs), 111)]);
    }

    [Fact]
    public async Task A_place_registered_just_now_can_be_reported()
    {
        await Server.Catalog.RegisterPlaceAsync(
            new RegisterPlaceRequest
            {
                Place = new Place
                {
                    Id = "hub:new",
                    Level = Level.Hub,
                    Parent = TestPlaces.SouthCity,
                    Kind = "coworking",
                    NameJa = "新",
                    NameEn = "New",
                },
            },
            cancellationToken: Cancel);

        (await SubmitAsync(1, [Sample.Flow(destination: "hub:new")])).Offset.ShouldBe(1);
        (await SubmitAsync(1, [Sample.Flow(origin: "hub:new")], hub: "hub:new")).Offset.ShouldBe(2);
    }

    private Flow Broken(string fault)
    {
        var flow = Sample.Flow();
        switch (fault)
        {
            case "unknown origin": flow.Origin = "hub:nowhere"; break;
            case "unknown destination": flow.Destination = "not an id"; break;
            case "no layer": flow.Layer = Layer.Unspecified; break;
            case "layer 9": flow.Layer = (Layer)9; break;
            case "layer 257": flow.Layer = (Layer)257; break;
            case "zero": flow.Quantity = 0; break;
            case "negative": flow.Quantity = -1; break;
            case "too much": flow.Quantity = 1_000_000_000_000_001; break;
            case "too early": flow.EventTimeMs = -2_208_988_800_001; break;
            case "future": flow.EventTimeMs = Server.Time.GetUtcNow().ToUnixTimeMilliseconds() + 600_000; break;
            case "purpose": flow.Purpose = (Purpose)999; break;
            case "mode": flow.Mode = (TransportMode)(-1); break;
            case "deal": flow.Deal = new string('d', 81); break;
            case "other hub's": (flow.Origin, flow.Destination) = (TestPlaces.Beta, TestPlaces.Alpha); break;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault of this test.");
        }

        return flow;
    }

    private async Task<ReportAck> SubmitColumnsAsync(long sequence, Flow[] flows)
    {
        var report = new FlowReport { Sequence = sequence, Columns = new FlowColumnEncoder().TryEncode(flows) };
        var request = new SubmitReportRequest { Hub = TestPlaces.Alpha, Producer = "p1", Report = report };
        return (await Server.Flows.SubmitReportAsync(request, cancellationToken: Cancel)).Ack;
    }

    private async Task NothingIsKeptAsync()
    {
        var status = await Server.Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Cancel);
        status.JournalHead.ShouldBe(0);
        status.Flows.ShouldBe(0);
        using var call = await OpenAsync();
        call.NextSequence.ShouldBe(1);
    }
}
