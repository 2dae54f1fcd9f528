using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Reports;

public sealed class StreamLimitTests : ServerTest
{
    private const int MaxReports = 4;
    private const int MaxStreams = 2;
    private const int MaxBytes = 4_096;

    protected override TestServerOptions Options => new()
    {
        Gateway = gateway =>
        {
            gateway.MaxReportsInFlight = MaxReports;
            gateway.MaxReportStreams = MaxStreams;
            gateway.MaxReportBytesOfProcess = MaxBytes;
        },
    };

    [Fact]
    public async Task One_stream_over_the_limit_is_overloaded_and_a_closed_one_makes_room()
    {
        using var first = await OpenAsync(producer: "p1");
        using var second = await OpenAsync(producer: "p2");

        var detail = await FailsAsync(
            ErrorCode.Overloaded, StatusCode.ResourceExhausted, () => OpenAsync(producer: "p3"));
        detail.RetryAfterMs.ShouldBeGreaterThan(0);

        await second.CompleteAsync();
        (await second.HasEndedAsync()).ShouldBeTrue();
        using var third = await OpenAsync(producer: "p3");
        third.NextSequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_unary_report_over_the_budget_of_the_process_is_overloaded_and_may_come_again()
    {
        using var call = await OpenAsync(producer: "p1");
        var held = Server.JournalFaults.Hold();
        await call.SendAsync(Sample.Report(1, [.. Enumerable.Repeat(Sample.Flow(), MaxBytes)]));
        await held;

        var detail = await FailsAsync(
            ErrorCode.Overloaded, StatusCode.ResourceExhausted, () => SubmitAsync(1, [Sample.Flow()], producer: "p2"));
        detail.RetryAfterMs.ShouldBeGreaterThan(0);

        Server.JournalFaults.Release();
        (await call.ReadAckAsync()).Sequence.ShouldBe(1);
        await call.CompleteAsync();
        (await call.HasEndedAsync()).ShouldBeTrue();
        (await SubmitAsync(1, [Sample.Flow()], producer: "p2")).Offset.ShouldBe(2);
    }

    [Fact]
    public async Task Reading_stops_at_the_bound_while_the_store_is_slow()
    {
        const int Reports = 200;
        long received = 0;
        var atBound = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var meter = new MeterReading(Server, (instrument, count, _) =>
        {
            // The bound, and one more that is read and waits for room.
            if (instrument == "megaregion.flow.received" && Interlocked.Add(ref received, count) == MaxReports + 1)
                atBound.TrySetResult();
        });
        using var call = await OpenAsync();
        _ = Server.JournalFaults.Hold();
        for (var sequence = 1; sequence <= Reports; sequence++)
            await call.SendAsync(Sample.Report(sequence));

        await atBound.Task.WaitAsync(Cancel);

        // Round trips over the same connection: a reader that ran on would have read everything by now.
        for (var trip = 0; trip < 20; trip++)
            await Server.Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Cancel);

        Interlocked.Read(ref received).ShouldBe(MaxReports + 1);
        Server.JournalFaults.Release();
        for (var sequence = 1; sequence <= Reports; sequence++)
            (await call.ReadAckAsync()).Sequence.ShouldBe(sequence);
    }
}
