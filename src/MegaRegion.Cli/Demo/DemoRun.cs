using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Verifying;
using MegaRegion.Cli.Watching;
using MegaRegion.Client.Watching;
using MegaRegion.DataSet;
using MegaRegion.DataSet.Replay;
using MegaRegion.Server;
using MegaRegion.V1;

namespace MegaRegion.Cli.Demo;

// The main job. A server with its store starts in this process; every observatory and hub of the data set opens a real
// gRPC stream to it and reports its hours of the replayed year in step with the clock; a watch of the regions feeds the
// screen. At the end the streams are closed, which waits for every acknowledgement, and the server proves its totals
// against the journal. What was acknowledged stays in the store: the next run asks each hub's ledger for its next
// sequence and goes on there.

/// <summary>Runs the demonstration once.</summary>
internal sealed class DemoRun(Session session, DemoOptions options, TimeProvider time)
{
    /// <summary>Runs until the limit, the end of the year, or a stop.</summary>
    /// <returns>An exit code.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await using var server = MegaRegionServer.Create(options.Server);
        await server.StartAsync(stop);
        var coldStart = ProcessStart.Age(time);
        Announce(server, coldStart);

        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var plan = ReplayPlan.Create(JapanDataSet.Load(DataSetLocator.Locate(options.Server.DataSetPath)), new ReplayOptions());
        var summary = await ReplayAsync(plan, channel, coldStart, stop);
        Show(summary);
        await server.StopAsync();
        return summary is { Conclusive: true, Differences: 0 } ? ExitCode.Ok : ExitCode.Difference;
    }

    private async Task<DemoSummary> ReplayAsync(ReplayPlan plan, GrpcChannel channel, TimeSpan coldStart, CancellationToken stop)
    {
        var counters = new DemoCounters();
        var picture = new FlowPicture();
        var origins = new LayerOrigins(plan, session.Words);
        DemoState state;
        TimeSpan duration;
        string ended;
        await using (var replay = new Replay(plan, channel, counters))
        {
            var firstHour = await replay.OpenAsync(stop);
            counters.Reached(Math.Min(firstHour, plan.HourCount - 1));
            var clock = new ReplayClock(firstHour, options.Speed, time);
            var start = time.GetTimestamp();
            state = new DemoState(plan, clock, counters, picture, replay.ProducerCount, options.Speed, () => time.GetElapsedTime(start));
            ended = await RunUntilEndAsync(replay, state, await DisplayAsync(channel, origins, stop), channel, stop);
            duration = state.Elapsed();
        }

        // Asked again, Ctrl-C ends the process at once; the first one has been obeyed, so the proof is not cut short.
        if (!session.IsJson)
        {
            session.Note(session.Words.Pick(
                "Every report is acknowledged. Recomputing the totals from the journal; Ctrl-C twice leaves that out.",
                "すべての報告が確定しました。台帳から検算しています（省くには Ctrl-C を二回）。"));
        }

        var operations = new OperationsService.OperationsServiceClient(channel);
        var verified = await Verification.RunAsync(session, operations, listed: 20, CancellationToken.None);
        return DemoSummary.From(state, verified, origins, duration, coldStart, ended);
    }

    private async Task<string> RunUntilEndAsync(
        Replay replay, DemoState state, IDemoDisplay display, ChannelBase channel, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = WatchAsync(channel, state.Picture, end.Token);
        var showing = display.ShowAsync(state, end.Token);
        var ended = "year";
        if (options.Limit is { } limit)
        {
            end.CancelAfter(limit);
        }

        try
        {
            await replay.RunAsync(state.Clock, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            ended = stop.IsCancellationRequested ? "signal" : "time";
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(watching, showing);
        }

        return ended;
    }

    private static async Task WatchAsync(ChannelBase channel, FlowPicture picture, CancellationToken end)
    {
        try
        {
            await foreach (var update in new FlowWatcher(channel).WatchAsync(new WatchFlowsRequest { Level = Level.Region }, end))
            {
                picture.Apply(update);
            }
        }
        catch (Exception exception) when (end.IsCancellationRequested && exception is OperationCanceledException or RpcException)
        {
            // The end of the run.
        }
    }

    private async Task<IDemoDisplay> DisplayAsync(GrpcChannel channel, LayerOrigins origins, CancellationToken stop)
    {
        if (session.IsJson)
        {
            return new QuietDisplay();
        }

        if (!session.IsInteractive)
        {
            return new LineDisplay(session, time);
        }

        var names = new PlaceNames(new CatalogService.CatalogServiceClient(channel), session.Words);
        await names.LoadAllAsync(stop);
        return new ScreenDisplay(session, origins, names, time);
    }

    private void Announce(MegaRegionServer server, TimeSpan coldStart)
    {
        if (!session.IsJson)
        {
            session.Note(session.Words.Pick(
                $"Ready after {coldStart.TotalSeconds:F2} s, {Amounts.MebiBytes(MemoryUse.ResidentBytes)}. gRPC {server.GrpcAddress}  web {server.WebAddress}  store {options.Server.StorePath}",
                $"{coldStart.TotalSeconds:F2} 秒で準備完了、{Amounts.MebiBytes(MemoryUse.ResidentBytes)}。gRPC {server.GrpcAddress}  web {server.WebAddress}  保存先 {options.Server.StorePath}"));
        }
    }

    private void Show(DemoSummary summary)
    {
        if (session.IsJson)
        {
            Json.Write(summary);
        }
        else
        {
            DemoReport.Show(session, summary);
        }
    }
}
