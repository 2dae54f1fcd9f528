using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests;

/// <summary>R20: SIGTERM under load; the next process takes over the same store and ports.</summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class DrainTests : IDisposable
{
    private const int Hubs = 16;
    private const int MaxAcknowledgementsBetweenStops = 400;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FaultRun _run = new("R20 drain");
    private readonly ServerPlace _place = new();

    [Fact]
    public async Task No_call_of_a_patient_client_fails_when_servers_are_replaced_under_load()
    {
        var stops = FaultRun.IsFull ? 50 : 4;
        var exits = new List<TimeSpan>();
        var goAways = new GoAwayObserver();
        var server = await ServerProcess.StartAsync(_place);
        using var channel = goAways.Connect(_place.Grpc);
        var plan = await PlanAsync(channel);
        var load = HubLoad.Start(channel, plan);
        for (var stop = 1; stop <= stops; stop++)
        {
            await load.WaitForAsync(_run.Random.Next(1, MaxAcknowledgementsBetweenStops));
            goAways.Forget();
            exits.Add(await server.TerminateAsync());
            server.ExitCode.ShouldBe(0);
            (await goAways.ComesWithinAsync(Patience)).ShouldBeTrue("a server that stops says so to its clients");
            await server.DisposeAsync();
            server = await ServerProcess.StartAsync(_place);
        }

        await load.StopAsync();
        var served = await ServedTotals.VerifyAndReadAsync(channel);
        await server.TerminateAsync();
        await server.DisposeAsync();

        var stored = await StoreReader.ReadAsync(_place.Database);
        _run.Say(
            $"{stops} stops, {load.Acknowledged.Count} acknowledged, {stored.Count} stored, {load.Broken.Count} failed calls, GOAWAY on {goAways.Count} connections, longest exit {exits.Max().TotalSeconds:F2} s");
        load.Broken.ShouldBeEmpty();
        LedgerCheck.Run(plan, load.Acknowledged, stored, served).ShouldBeEmpty();
        stored.Count.ShouldBe(load.Acknowledged.Count, "a drained server leaves nothing unanswered");
        exits.Max().TotalSeconds.ShouldBeLessThan(_place.DrainSeconds);
    }

    // Negative control: with a client that does not try again, the replacement shows as failed calls.
    [Fact]
    public async Task A_client_that_gives_up_at_once_has_failed_calls_when_the_server_is_replaced()
    {
        var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var impatient = HubLoad.Patient with { GiveUpAfter = TimeSpan.Zero };
        var load = HubLoad.Start(channel, await PlanAsync(channel), template: impatient);
        await load.WaitForAsync(50);
        await server.TerminateAsync();
        await server.DisposeAsync();
        await using var next = await ServerProcess.StartAsync(_place);

        await load.StopAsync();

        load.Broken.ShouldNotBeEmpty();
    }

    // Negative control: a server that is killed says nothing, and the observer sees nothing.
    [Fact]
    public async Task A_server_that_is_killed_sends_no_goaway()
    {
        var goAways = new GoAwayObserver();
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = goAways.Connect(_place.Grpc);
        using var watch = new FlowService.FlowServiceClient(channel).WatchFlows(
            new WatchFlowsRequest { Level = Level.Prefecture }, cancellationToken: TestContext.Current.CancellationToken);
        (await watch.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();

        await server.KillAsync();

        var end = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            {
                watch.ResponseStream.Current.ShouldNotBeNull();
            }
        });
        end.StatusCode.ShouldBe(StatusCode.Unavailable);
        goAways.Count.ShouldBe(0);
    }

    public void Dispose() => _place.Dispose();

    private async Task<ReportPlan> PlanAsync(GrpcChannel channel) =>
        new(_run.Seed, await LoadPlaces.RegisterAsync(channel, Hubs), TimeProvider.System.GetUtcNow());
}
