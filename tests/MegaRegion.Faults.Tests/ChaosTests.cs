using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Client.Errors;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R14 against a real server: the messages of each producer arrive doubled, in any order, long after they were sent, and
/// some answers never arrive. The simulation tries the same with many more seeds.
/// </summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class ChaosTests : IDisposable
{
    private const int Hubs = 8;
    private const int Reports = 60;
    private const int Ahead = 8;

    private readonly FaultRun _run = new("R14 chaos");
    private readonly ServerPlace _place = new();

    [Fact]
    public async Task Messages_that_come_doubled_and_in_any_order_are_recorded_once_and_in_order()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var hubs = await LoadPlaces.RegisterAsync(channel, Hubs);
        var (runs, plans) = (FaultRun.IsFull ? 20 : 1, new ReportPlan(_run.Seed, hubs, TimeProvider.System.GetUtcNow().AddDays(-1)));
        var senders = hubs.Select((hub, number) => new Sender(channel, plans, hub, new Random(_run.Seed + number))).ToList();
        for (var run = 1; run <= runs; run++)
        {
            await Task.WhenAll(senders.Select(sender => sender.SendUpToAsync(run * Reports)));
        }

        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        var stored = await StoreReader.ReadAsync(_place.Database);
        var acknowledged = senders.SelectMany(sender => sender.Acknowledged).ToList();
        _run.Say(
            $"{runs} runs, {senders.Sum(sender => sender.Sent)} messages of {stored.Count} reports, {senders.Sum(sender => sender.Gaps)} came too early, {senders.Sum(sender => sender.Duplicates)} again");
        LedgerCheck.Run(plans, acknowledged, stored, served).ShouldBeEmpty();
        stored.Count.ShouldBe(Hubs * runs * Reports);
        senders.Sum(sender => sender.Gaps).ShouldBeGreaterThan(0, "nothing came in the wrong order");
        senders.Sum(sender => sender.Duplicates).ShouldBeGreaterThan(0, "nothing came twice");

        // Each place has one offset, however often it was acknowledged.
        acknowledged.Distinct().Count().ShouldBe(stored.Count);
    }

    // Negative control: a producer that numbers its report anew for each message stores it twice, which the check sees.
    [Fact]
    public async Task A_producer_that_numbers_each_message_is_found_out()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, 1), TimeProvider.System.GetUtcNow());
        var service = new FlowService.FlowServiceClient(channel);
        for (var sequence = 1; sequence <= 2; sequence++)
        {
            var report = new FlowReport { Sequence = sequence };
            report.Flows.AddRange(plan.WireFlowsOf(plan.Hubs[0], 1));
            await service.SubmitReportAsync(new SubmitReportRequest { Hub = plan.Hubs[0], Producer = "again", Report = report });
        }

        await server.TerminateAsync();

        LedgerCheck.Run(plan, [], await StoreReader.ReadAsync(_place.Database), new Dictionary<Domain.Flows.Layer, long>())
            .ShouldContain(fault => fault.StartsWith("I2"));
    }

    public void Dispose() => _place.Dispose();

    private sealed class Sender(ChannelBase channel, ReportPlan plan, string hub, Random random)
    {
        private readonly FlowService.FlowServiceClient _service = new(channel);
        private readonly List<long> _onTheWay = [];
        private readonly HashSet<long> _known = [];
        private long _next = 1;

        public List<Acknowledgement> Acknowledged { get; } = [];

        public int Sent { get; private set; }

        public int Gaps { get; private set; }

        public int Duplicates { get; private set; }

        // A window of messages at a time, some twice, shuffled, with old ones that come only now; until all is acknowledged.
        public async Task SendUpToAsync(long last)
        {
            while (_next <= last)
            {
                for (var sequence = _next; sequence <= Math.Min(last, _next + Ahead - 1); sequence++)
                {
                    _onTheWay.AddRange(Enumerable.Repeat(sequence, random.Next(1, 4)));
                }

                var arriving = _onTheWay.OrderBy(_ => random.Next()).Take((_onTheWay.Count * 3 / 4) + 1).ToList();
                arriving.ForEach(sequence => _onTheWay.Remove(sequence));
                Sent += arriving.Count;
                Take(await Task.WhenAll(arriving.Select(SendAsync)));
                while (_known.Contains(_next))
                {
                    _next++;
                }
            }
        }

        private void Take(IEnumerable<ReportAck?> answers)
        {
            foreach (var ack in answers)
            {
                if (ack is null)
                {
                    Gaps++;
                    continue;
                }

                Duplicates += ack.Duplicate ? 1 : 0;
                Acknowledged.Add(new Acknowledgement(hub, ack.Sequence, ack.Offset));

                // One answer in ten does not arrive.
                if (random.Next(10) > 0)
                {
                    _known.Add(ack.Sequence);
                }
            }
        }

        private async Task<ReportAck?> SendAsync(long sequence)
        {
            var report = new FlowReport { Sequence = sequence };
            report.Flows.AddRange(plan.WireFlowsOf(hub, sequence));
            try
            {
                return (await _service.SubmitReportAsync(
                    new SubmitReportRequest { Hub = hub, Producer = HubLoad.Producer, Report = report })).Ack;
            }
            catch (RpcException exception) when (ErrorDetails.Find(exception) is { Code: ErrorCode.SequenceGap })
            {
                return null;
            }
        }
    }
}
