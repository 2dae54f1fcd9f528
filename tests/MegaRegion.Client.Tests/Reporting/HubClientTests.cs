using Grpc.Core;
using MegaRegion.Client.Reporting;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Client.Tests.Reporting;

public sealed class HubClientTests : ClientTest
{
    [Fact]
    public async Task A_report_completes_when_it_is_durable()
    {
        await using var client = NewClient();
        (await client.GetNextSequenceAsync(Cancel)).ShouldBe(1);

        var receipt = await client.ReportAsync([Sample.Flow(quantity: 5)], Cancel);

        receipt.ShouldBe(new ReportReceipt(Sequence: 1, Offset: 1, Duplicate: false, LateFlows: 0));
        (await StatusAsync()).JournalHead.ShouldBe(1);
        (await client.GetNextSequenceAsync(Cancel)).ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public async Task Every_flow_counts_in_either_form(int columnsFromFlows)
    {
        const int Flows = 40_000;
        await using var client = NewClient(Options with { ColumnsFromFlows = columnsFromFlows });
        var flows = Enumerable.Range(1, Flows).Select(i => Sample.Flow(
            destination: i % 3 == 0 ? TestPlaces.South : TestPlaces.Gamma,
            layer: (Layer)(1 + (i % 4)),
            quantity: i,
            eventTimeMs: Sample.DayMs + (i * 977L % 86_400_000))).ToArray();

        for (var start = 0; start < Flows; start += 500)
            await client.PostAsync(flows[start..(start + 500)], Cancel);

        await client.ReportAsync(flows[..1], Cancel);
        var result = await VerifyAsync();
        result.Flows.ShouldBe(Flows + 1);
        result.Totals.Sum(total => total.Quantity).ShouldBe((Flows * (Flows + 1L) / 2) + 1);
        result.Differences.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_client_goes_on_where_the_last_stopped()
    {
        await using (var first = NewClient())
            await first.ReportAsync([Sample.Flow()], Cancel);

        await using var second = NewClient();

        (await second.GetNextSequenceAsync(Cancel)).ShouldBe(2);
        (await second.ReportAsync([Sample.Flow()], Cancel)).Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task Cuts_lose_nothing_and_double_nothing()
    {
        const int Reports = 400;
        const int CutEvery = 25;
        await using var client = NewClient(Options with { MaxUnacknowledgedReports = 16 });
        var posted = new List<PostedReport>();
        for (var report = 1; report <= Reports; report++)
        {
            posted.Add(await client.PostAsync([Sample.Flow(quantity: report)], Cancel));
            if (report % CutEvery == 0)
                Proxy.Cut();
        }

        var receipts = await Task.WhenAll(posted.Select(report => report.Durable)).WaitAsync(Cancel);

        receipts.Select(receipt => receipt.Sequence).ShouldBe(Enumerable.Range(1, Reports).Select(n => (long)n));
        Proxy.Accepted.ShouldBeGreaterThan(3, "the connection was not cut at all");
        var result = await VerifyAsync();
        result.Reports.ShouldBe(Reports);
        result.Totals.Sum(total => total.Quantity).ShouldBe(Reports * (Reports + 1) / 2);
        result.Differences.ShouldBe(0);
    }

    [Fact]
    public async Task A_report_whose_acknowledgement_was_cut_off_is_recognised()
    {
        await using var client = NewClient();
        await client.GetNextSequenceAsync(Cancel);
        var held = Server.JournalFaults.Hold();
        var posted = await client.PostAsync([Sample.Flow()], Cancel);
        await held.WaitAsync(Cancel);
        Proxy.Cut();
        Server.JournalFaults.Release();

        var receipt = await posted.Durable.WaitAsync(Cancel);

        receipt.Sequence.ShouldBe(1);
        (await StatusAsync()).JournalHead.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_forgot_its_numbers_would_double_that_report()
    {
        // The control of the test above: the same cut, and a resend under the number that the ledger expects by then.
        var client = NewClient(Options with { DrainTimeout = TimeSpan.FromMilliseconds(1) });
        await client.GetNextSequenceAsync(Cancel);
        var held = Server.JournalFaults.Hold();
        await client.PostAsync([Sample.Flow()], Cancel);
        await held.WaitAsync(Cancel);
        Proxy.Cut();
        await client.DisposeAsync();
        Server.JournalFaults.Release();

        // A hub takes one batch at a time: when this one is acknowledged, the one that was held is in the ledger.
        await using var other = NewClient(Options with { Producer = "p2" });
        await other.ReportAsync([Sample.Flow()], Cancel);

        await using var forgetful = NewClient();
        await forgetful.ReportAsync([Sample.Flow()], Cancel);

        (await StatusAsync()).JournalHead.ShouldBe(3);
    }

    [Fact]
    public async Task The_client_goes_on_after_a_restart_of_the_server()
    {
        await using var client = NewClient();
        await client.ReportAsync([Sample.Flow()], Cancel);
        await Server.StopAsync();
        var posted = await client.PostAsync([Sample.Flow(quantity: 2)], Cancel);
        await Server.StartAgainAsync();

        (await posted.Durable.WaitAsync(Cancel)).Offset.ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_names_the_report_and_stops_the_client()
    {
        await using var client = NewClient();
        var good = await client.PostAsync([Sample.Flow()], Cancel);
        var bad = await client.PostAsync([Sample.Flow(), Sample.Flow(destination: "hub:nowhere")], Cancel);

        (await good.Durable.WaitAsync(Cancel)).Sequence.ShouldBe(1);
        var refused = await Should.ThrowAsync<ReportRefusedException>(() => bad.Durable.WaitAsync(Cancel));
        refused.Sequence.ShouldBe(2);
        refused.Detail.Code.ShouldBe(ErrorCode.UnknownPlace);
        refused.Detail.FlowPosition.ShouldBe(1);
        refused.Detail.Field.ShouldBe("destination");
        await Should.ThrowAsync<HubClientStoppedException>(() => client.ReportAsync([Sample.Flow()], Cancel));
        (await StatusAsync()).JournalHead.ShouldBe(1);
    }

    [Fact]
    public async Task Reports_behind_a_refused_one_say_that_the_client_has_stopped()
    {
        await using var client = NewClient();
        await client.GetNextSequenceAsync(Cancel);
        _ = Server.JournalFaults.Hold();
        var good = await client.PostAsync([Sample.Flow()], Cancel);
        var bad = await client.PostAsync([Sample.Flow(quantity: 0)], Cancel);
        var behind = await client.PostAsync([Sample.Flow()], Cancel);
        Server.JournalFaults.Release();

        await good.Durable.WaitAsync(Cancel);
        await Should.ThrowAsync<ReportRefusedException>(() => bad.Durable.WaitAsync(Cancel));
        var stopped = await Should.ThrowAsync<HubClientStoppedException>(() => behind.Durable.WaitAsync(Cancel));
        stopped.InnerException.ShouldBeOfType<ReportRefusedException>().Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_hub_stops_the_client()
    {
        await using var client = NewClient(Options with { Hub = "hub:nowhere" });

        var stopped = await Should.ThrowAsync<HubClientStoppedException>(() => client.GetNextSequenceAsync(Cancel));

        stopped.InnerException.ShouldBeOfType<ReportRefusedException>().Detail.Code.ShouldBe(ErrorCode.UnknownHub);
    }

    [Fact]
    public async Task A_full_store_is_waited_out()
    {
        var interrupted = new TaskCompletionSource<RpcException>(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new ManualTime();
        await using var client = new HubClient(
            Channel, Options with { OnInterrupted = (cut, _) => interrupted.TrySetResult(cut) }, time, new Random(1));
        await client.ReportAsync([Sample.Flow()], Cancel);
        Server.JournalFaults.Failure = new Grains.Storage.JournalFullException("No space is left.");
        var posted = await client.PostAsync([Sample.Flow()], Cancel);
        Errors.ErrorDetails.Find(await interrupted.Task.WaitAsync(Cancel))!.Code.ShouldBe(ErrorCode.StoreFull);

        Server.JournalFaults.Failure = null;
        await time.WhenTimerIsSetAsync().WaitAsync(Cancel);
        posted.Durable.IsCompleted.ShouldBeFalse("the pause that the server asked for is not over");
        time.Advance(TimeSpan.FromSeconds(3));

        (await posted.Durable.WaitAsync(Cancel)).Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task The_window_holds_posting_back_until_a_report_is_acknowledged()
    {
        await using var client = NewClient(Options with { MaxUnacknowledgedReports = 2 });
        await client.GetNextSequenceAsync(Cancel);
        _ = Server.JournalFaults.Hold();
        await client.PostAsync([Sample.Flow()], Cancel);
        await client.PostAsync([Sample.Flow()], Cancel);

        var third = client.PostAsync([Sample.Flow()], Cancel);
        third.IsCompleted.ShouldBeFalse();
        Server.JournalFaults.Release();

        (await (await third).Durable.WaitAsync(Cancel)).Sequence.ShouldBe(3);
    }

    [Fact]
    public async Task Disposal_waits_for_the_acknowledgements()
    {
        var client = NewClient();
        var posted = new List<PostedReport>();
        for (var report = 0; report < 50; report++)
            posted.Add(await client.PostAsync([Sample.Flow()], Cancel));

        await client.DisposeAsync();

        posted.ShouldAllBe(report => report.Durable.IsCompletedSuccessfully);
        (await StatusAsync()).JournalHead.ShouldBe(50);
        await Should.ThrowAsync<HubClientStoppedException>(() => client.ReportAsync([Sample.Flow()], Cancel));
    }

    [Fact]
    public async Task Disposal_gives_up_after_its_time_and_fails_what_was_not_acknowledged()
    {
        var client = NewClient(Options with { DrainTimeout = TimeSpan.FromMilliseconds(1) });
        await client.GetNextSequenceAsync(Cancel);
        _ = Server.JournalFaults.Hold();
        var posted = await client.PostAsync([Sample.Flow()], Cancel);

        await client.DisposeAsync();

        await Should.ThrowAsync<HubClientStoppedException>(() => posted.Durable.WaitAsync(Cancel));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_when_asked()
    {
        await Server.StopAsync();
        await using var client = NewClient(Options with { GiveUpAfter = TimeSpan.FromMilliseconds(50) });

        var stopped = await Should.ThrowAsync<HubClientStoppedException>(() => client.GetNextSequenceAsync(Cancel));

        stopped.Message.ShouldContain("No progress");
    }
}
