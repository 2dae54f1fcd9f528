using MegaRegion.Client.Reporting;
using MegaRegion.TestServer;

namespace MegaRegion.Client.Tests.Reporting;

public sealed class FlowCollectorTests : ClientTest
{
    [Fact]
    public async Task A_full_report_is_posted_at_once()
    {
        await using var client = NewClient();
        await using var collector = new FlowCollector(client, new FlowCollectorOptions { MaxFlows = 3 }, new ManualTime());
        var flows = new List<PostedReport>();
        for (var flow = 0; flow < 6; flow++)
            flows.Add(await collector.AddAsync(Sample.Flow(), Cancel));

        var receipts = await Task.WhenAll(flows.Select(flow => flow.Durable)).WaitAsync(Cancel);

        receipts.Select(receipt => receipt.Sequence).ShouldBe([1, 1, 1, 2, 2, 2]);
    }

    [Fact]
    public async Task A_report_is_posted_when_its_first_flow_has_waited_long_enough()
    {
        var time = new ManualTime();
        await using var client = NewClient();
        await using var collector = new FlowCollector(
            client, new FlowCollectorOptions { MaxWait = TimeSpan.FromSeconds(1) }, time);
        var flow = await collector.AddAsync(Sample.Flow(), Cancel);

        time.Advance(TimeSpan.FromMilliseconds(999));
        (await StatusAsync()).JournalHead.ShouldBe(0);
        time.Advance(TimeSpan.FromMilliseconds(1));

        (await flow.Durable.WaitAsync(Cancel)).Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Disposal_posts_what_is_left()
    {
        await using var client = NewClient();
        var collector = new FlowCollector(client, time: new ManualTime());
        var flow = await collector.AddAsync(Sample.Flow(), Cancel);

        await collector.DisposeAsync();

        (await flow.Durable.WaitAsync(Cancel)).Offset.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_reaches_those_who_wait_for_the_flows()
    {
        await using var client = NewClient();
        await using var collector = new FlowCollector(client, new FlowCollectorOptions { MaxFlows = 2 }, new ManualTime());
        var first = await collector.AddAsync(Sample.Flow(), Cancel);
        var second = await collector.AddAsync(Sample.Flow(quantity: 0), Cancel);

        await Should.ThrowAsync<ReportRefusedException>(() => first.Durable.WaitAsync(Cancel));
        await Should.ThrowAsync<ReportRefusedException>(() => second.Durable.WaitAsync(Cancel));
    }
}
