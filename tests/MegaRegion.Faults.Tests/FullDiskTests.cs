using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Client.Errors;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests;

/// <summary>R07: the disk is full under load, and has space again.</summary>
public sealed class FullDiskTests
{
    private const int Hubs = 8;
    private const int DiskMebibytes = 48;

    // The short form runs beside other tests on a small machine.
    private static readonly TimeSpan ResumeBudget = TimeSpan.FromSeconds(FaultRun.IsFull ? 5 : 60);

    private readonly FaultRun _run = new("R07 disk full");

    [Fact]
    public async Task While_the_disk_is_full_writes_are_refused_and_reads_go_on_and_writes_resume_with_nothing_lost()
    {
        var rounds = FaultRun.IsFull ? 10 : 2;
        await using var disk = await SmallDisk.MountAsync(DiskMebibytes);
        using var place = new ServerPlace(disk.Folder);
        await using var server = await ServerProcess.StartAsync(place);
        using var channel = GrpcChannel.ForAddress(place.Grpc);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs + 1), TimeProvider.System.GetUtcNow());
        var load = HubLoad.Start(channel, plan, plan.Hubs.Take(Hubs));
        var probe = new Probe(channel, plan, plan.Hubs[Hubs]);
        await using var watcher = new PatientWatcher(channel);
        var resumed = new List<TimeSpan>();
        for (var round = 1; round <= rounds; round++)
        {
            await load.WaitForAsync(200);
            await disk.FillAsync();
            var error = await probe.SubmitUntilRefusedAsync();
            error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
            ErrorDetails.Find(error)!.Code.ShouldBe(ErrorCode.StoreFull);
            await ReadsGoOnAsync(channel);
            await watcher.Picture.HasAtLeastAsync((await ServedHistory.ReadAsync(channel)).Sum(cell => cell.Quantity));

            disk.Free();
            var freed = Stopwatch.GetTimestamp();
            await load.WaitForAsync(1);
            resumed.Add(Stopwatch.GetElapsedTime(freed));
        }

        await load.StopAsync();
        await probe.SubmitAsync();
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await watcher.Picture.IsAsync(await ServedHistory.ReadAsync(channel));
        watcher.Cuts.ShouldBe(0);
        await server.TerminateAsync();

        var acknowledged = (List<Acknowledgement>)[.. load.Acknowledged, .. probe.Acknowledged];
        var stored = await StoreReader.ReadAsync(place.Database);
        _run.Say(
            $"{rounds} rounds, {acknowledged.Count} acknowledged, {stored.Count} stored, writes resumed after {resumed.Max().TotalSeconds:F2} s (longest)");
        load.Broken.ShouldBeEmpty();
        LedgerCheck.Run(plan, acknowledged, stored, served).ShouldBeEmpty();
        stored.Count.ShouldBe(acknowledged.Count, "a refused report was kept");
        resumed.ShouldAllBe(time => time < ResumeBudget);
    }

    // What was acknowledged last may still be on its way up: the watch waits for it.
    private static async Task ReadsGoOnAsync(ChannelBase channel)
    {
        var flows = new FlowService.FlowServiceClient(channel);
        using (var watch = flows.WatchFlows(new WatchFlowsRequest { Level = Level.MegaRegion }))
        {
            do
            {
                (await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken)).ShouldBeTrue();
            }
            while (watch.ResponseStream.Current.Cells.Count == 0);
        }

        (await flows.QueryFlowsAsync(new QueryFlowsRequest { Level = Level.MegaRegion, View = FlowView.OdMatrix }))
            .Cells.ShouldNotBeEmpty();
    }

    /// <summary>A client without patience: one unary report after the other, each answer taken as it is.</summary>
    private sealed class Probe(ChannelBase channel, ReportPlan plan, string hub)
    {
        private readonly FlowService.FlowServiceClient _service = new(channel);

        public List<Acknowledgement> Acknowledged { get; } = [];

        public async Task SubmitAsync()
        {
            var report = new FlowReport { Sequence = Acknowledged.Count + 1 };
            report.Flows.AddRange(plan.WireFlowsOf(hub, report.Sequence));
            var answer = await _service.SubmitReportAsync(
                new SubmitReportRequest { Hub = hub, Producer = HubLoad.Producer, Report = report });
            Acknowledged.Add(new Acknowledgement(hub, answer.Ack.Sequence, answer.Ack.Offset));
        }

        /// <summary>The log may have room left over from before: that is used up first.</summary>
        public async Task<RpcException> SubmitUntilRefusedAsync()
        {
            while (true)
            {
                try
                {
                    await SubmitAsync();
                }
                catch (RpcException refusal)
                {
                    return refusal;
                }
            }
        }
    }
}
