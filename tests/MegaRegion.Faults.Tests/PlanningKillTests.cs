using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Servers;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests;

/// <summary>Runs of scenarios through kill -9: each ends with the result that an undisturbed server gives.</summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class PlanningKillTests : IDisposable
{
    private static readonly int Runs = FaultRun.IsFull ? 50 : 8;
    private static readonly int Kills = FaultRun.IsFull ? 10 : 2;

    private readonly FaultRun _run = new("Planning kill -9");
    private readonly ServerPlace _killed = new();
    private readonly ServerPlace _undisturbed = new();

    [Fact]
    public async Task Every_run_ends_with_the_result_of_an_undisturbed_server()
    {
        var ids = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await ServerProcess.StartAsync(_killed);
            using var channel = GrpcChannel.ForAddress(_killed.Grpc);
            var planning = new PlanningService.PlanningServiceClient(channel);
            if (kill == 0)
                ids.AddRange(await StartAllAsync(planning));
            await OneIsRunningAsync(planning, ids);
            await server.KillAsync();
        }

        var results = await ResultsAsync(_killed, _ => Task.FromResult(ids));
        var expected = await ResultsAsync(_undisturbed, StartAllAsync);

        _run.Say($"{Runs} runs through {Kills} kills; all ended with the bytes of an undisturbed server");
        results.ShouldBe(expected);
        results.Select(result => result.Json).Distinct().Count().ShouldBe(Runs, "or equal results would prove nothing");
    }

    public void Dispose()
    {
        _killed.Dispose();
        _undisturbed.Dispose();
    }

    private static async Task<List<string>> StartAllAsync(PlanningService.PlanningServiceClient planning)
    {
        var ids = new List<string>();
        for (var k = 0; k < Runs; k++)
        {
            var document = string.Create(CultureInfo.InvariantCulture, $$"""
                scenario: growth-{{k}}
                changes:
                  - demand: {layer: people, factor: {{1 + ((k + 1) / 100.0)}}}
                reports: [regions]
                """);
            ids.Add((await planning.StartRunAsync(new StartRunRequest { Document = document })).Run.Id);
        }

        return ids;
    }

    // The first that has not ended, so that the kill hits it at work.
    private static async Task OneIsRunningAsync(PlanningService.PlanningServiceClient planning, List<string> ids)
    {
        foreach (var id in ids)
        {
            using var watch = planning.WatchRun(new WatchRunRequest { Run = id });
            await foreach (var seen in watch.ResponseStream.ReadAllAsync())
            {
                if (seen.Run.Status == RunStatus.Running)
                    return;
            }
        }
    }

    private static async Task<List<(string Id, ByteString Json)>> ResultsAsync(
        ServerPlace place, Func<PlanningService.PlanningServiceClient, Task<List<string>>> idsOf)
    {
        await using var server = await ServerProcess.StartAsync(place);
        using var channel = GrpcChannel.ForAddress(place.Grpc);
        var planning = new PlanningService.PlanningServiceClient(channel);
        var results = new List<(string, ByteString)>();
        foreach (var id in await idsOf(planning))
        {
            using var watch = planning.WatchRun(new WatchRunRequest { Run = id });
            await foreach (var seen in watch.ResponseStream.ReadAllAsync())
                seen.Run.Status.ShouldNotBe(RunStatus.Failed);
            results.Add((id, (await planning.GetRunResultAsync(new GetRunResultRequest { Run = id })).Json));
        }

        return results;
    }
}
