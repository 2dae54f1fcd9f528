using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Overload;

public sealed class ReportCallLimitTests : ServerTest
{
    protected override TestServerOptions Options => new() { Gateway = gateway => gateway.MaxReportCalls = 2 };

    [Fact]
    public async Task One_call_over_the_limit_is_told_to_come_back_and_keeps_nothing()
    {
        var (shed, held) = (0L, Server.JournalFaults.Hold());
        using var meter = new MeterReading(Server, (instrument, count, _) =>
        {
            if (instrument == "megaregion.gateway.calls.shed")
                Interlocked.Add(ref shed, count);
        });
        var first = SubmitAsync(1, [Sample.Flow()], producer: "p1");
        await held;
        var second = await InFlightAsync("p2");

        var detail = await FailsAsync(
            ErrorCode.Overloaded, StatusCode.ResourceExhausted, () => SubmitAsync(1, [Sample.Flow()], producer: "p3"));
        detail.RetryAfterMs.ShouldBeGreaterThan(0);
        detail.MessageJa.ShouldNotBeEmpty();
        Interlocked.Read(ref shed).ShouldBe(1);

        Server.JournalFaults.Release();
        var offsets = new[] { (await first).Offset, (await second).Offset };
        (await SubmitAsync(1, [Sample.Flow()], producer: "p3")).Offset.ShouldBe(offsets.Max() + 1);
    }

    [Fact]
    public async Task A_stream_does_not_count_among_the_calls()
    {
        var held = Server.JournalFaults.Hold();
        using var stream = await OpenAsync(producer: "s1");
        await stream.SendAsync(Sample.Report(1));
        await held;
        var calls = new[] { await InFlightAsync("p1"), await InFlightAsync("p2") };

        Server.JournalFaults.Release();
        (await stream.ReadAckAsync()).Sequence.ShouldBe(1);
        await Task.WhenAll(calls);
    }

    /// <summary>Sends a report and waits until the gateway has read it.</summary>
    private async Task<Task<ReportAck>> InFlightAsync(string producer)
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<ReportAck> answer;
        using (new MeterReading(Server, (instrument, _, _) =>
        {
            if (instrument == "megaregion.flow.received")
                read.TrySetResult();
        }))
        {
            answer = SubmitAsync(1, [Sample.Flow()], producer: producer);
            await read.Task.WaitAsync(Cancel);
        }

        return answer;
    }
}
