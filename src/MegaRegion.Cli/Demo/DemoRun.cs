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
// against the journal, unless Ctrl-C leaves that out. What was acknowledged stays in the store: the next run asks each hub's ledger for its next
// sequence and goes on there.

/// <summary>Runs the demonstration once.</summary>
internal sealed class DemoRun(Session session, DemoOptions options, TimeProvider time)
{
    /// <summary>Runs until the limit, the end of the year, or a stop.</summary>
    /// <returns>An exit code.</returns>
    public async Task<int> RunAsync(StopSignals signals)
    {
        var stop = signals.Token;
        await using var server = MegaRegionServer.Create(options.Server);
        await server.StartAsync(stop);
        var coldStart = ProcessStart.Age(time);
        Announce(server, coldStart);

        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var plan = ReplayPlan.Create(JapanDataSet.Load(DataSetLocator.Locate(options.Server.DataSetPath)), new ReplayOptions());
        var summary = await ReplayAsync(plan, channel, coldStart, signals);
        Show(summary);
        await server.StopAsync();
        return summary switch
        {
            { Verified: false } => ExitCode.Interrupted,
            { Conclusive: true, Differences: 0 } => ExitCode.Ok,
            _ => ExitCode.Difference,
        };
    }

    private async Task<DemoSummary> ReplayAsync(ReplayPlan plan, GrpcChannel channel, TimeSpan coldStart, StopSignals signals)
    {
        var stop = signals.Token;
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
            Note("Waiting for the acknowledgements of what was sent ...", "送信済みの報告の確定を待っています...");
        }

        var operations = new OperationsService.OperationsServiceClient(channel);
        return await VerifyAsync(operations, signals.Next()) is { } verified
            ? DemoSummary.From(state, verified, origins, duration, coldStart, ended)
            : DemoSummary.Unverified(
                state, await operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: CancellationToken.None), origins, duration, coldStart, ended);
    }

    private async Task<VerifyResult?> VerifyAsync(OperationsService.OperationsServiceClient operations, CancellationToken skip)
    {
        Note(
            "Every report is acknowledged. Recomputing the totals from the journal; Ctrl-C leaves that out.",
            "すべての報告が確定しました。台帳から検算しています（Ctrl-C で省きます）。");
        try
        {
            return await Verification.RunAsync(session, operations, listed: 20, skip);
        }
        catch (Exception exception) when (skip.IsCancellationRequested && exception is OperationCanceledException or RpcException)
        {
            return null;
        }
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

        if (!session.IsInteractive || !LiveScreen.IsPossible(session.Console))
        {
            return new LineDisplay(session, time);
        }

        var names = new PlaceNames(new CatalogService.CatalogServiceClient(channel), session.Words);
        await names.LoadAllAsync(stop);
        return new ScreenDisplay(session, origins, names, time);
    }

    private void Announce(MegaRegionServer server, TimeSpan coldStart)
    {
        Note(
            $"Ready after {coldStart.TotalSeconds:F2} s, {Amounts.MebiBytes(MemoryUse.ResidentBytes)}. gRPC {server.GrpcAddress}  web {server.WebAddress}  store {options.Server.StoreName}",
            $"{coldStart.TotalSeconds:F2} 秒で準備完了、{Amounts.MebiBytes(MemoryUse.ResidentBytes)}。gRPC {server.GrpcAddress}  web {server.WebAddress}  保存先 {options.Server.StoreName}");
    }

    private void Note(string english, string japanese)
    {
        if (!session.IsJson)
        {
            session.Note(session.Words.Pick(english, japanese));
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
