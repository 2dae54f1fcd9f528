using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Reports;

public sealed class DrainTests : ServerTest
{
    [Fact]
    public async Task A_stopping_server_acknowledges_what_it_has_read_and_then_says_so()
    {
        using var call = await OpenAsync();
        var held = Server.JournalFaults.Hold();
        await call.SendAsync(Sample.Report(1));
        await held;

        var stopping = Server.StopAsync();
        Server.JournalFaults.Release();

        (await call.ReadAckAsync()).Sequence.ShouldBe(1);
        var detail = await FailsAsync(ErrorCode.ShuttingDown, StatusCode.Unavailable, call.ReadAckAsync);
        detail.Retry.ShouldBe(RetryAdvice.Reconnect);
        await stopping;
    }

    [Fact]
    public async Task An_idle_stream_and_a_watch_do_not_hold_the_server_up()
    {
        using var call = await OpenAsync();
        using var unopened = ReportCall.Start(Server.Flows, Cancel);
        using var watch = Server.Flows.WatchFlows(
            new WatchFlowsRequest { Level = Level.Region }, cancellationToken: Cancel);
        (await watch.ResponseStream.MoveNext(Cancel)).ShouldBeTrue();

        await Server.StopAsync().WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        await FailsAsync(ErrorCode.ShuttingDown, StatusCode.Unavailable, call.ReadAckAsync);
        await FailsAsync(
            ErrorCode.ShuttingDown,
            StatusCode.Unavailable,
            async () =>
            {
                while (await watch.ResponseStream.MoveNext(Cancel))
                {
                }
            });
    }

    [Fact]
    public async Task Reports_go_on_after_a_restart_on_the_same_store()
    {
        await SubmitAsync(1, [Sample.Flow()]);
        await Server.StopAsync();
        await Server.StartAgainAsync();

        (await SubmitAsync(1, [Sample.Flow()])).Duplicate.ShouldBeTrue();
        (await SubmitAsync(2, [Sample.Flow()])).Offset.ShouldBe(2);
    }
}
