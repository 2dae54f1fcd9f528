using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Bench.Forks;

/// <summary>Asks a server for runs that change nothing, and reads the flows that they start from.</summary>
internal sealed class ForkPlanner(ChannelBase channel, DateOnly from, DateOnly until)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly PlanningService.PlanningServiceClient _planning = new(channel);

    /// <summary>A run on observed flows.</summary>
    public Task<ForkedRun> ObserveAsync(CancellationToken cancellationToken) => RunAsync("observed: 2010", cancellationToken);

    /// <summary>A fork of the live state at this moment.</summary>
    public Task<ForkedRun> ForkAsync(CancellationToken cancellationToken) => RunAsync(
        string.Create(CultureInfo.InvariantCulture, $"live: {{from: {from:yyyy-MM-dd}, until: {until:yyyy-MM-dd}}}"), cancellationToken);

    private async Task<ForkedRun> RunAsync(string baseline, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var document = $"scenario: fork\nbaseline: {{{baseline}}}\nchanges: []\nsolve: {{draws: 0}}\nreports: []\n";
        var started = await _planning.StartRunAsync(
            new StartRunRequest { Document = document, Planner = "bench" }, cancellationToken: cancellationToken);
        if (started.Run is not { } run)
            throw new InvalidOperationException($"The server refuses the fork: {started.Problems}");
        using var watch = _planning.WatchRun(new WatchRunRequest { Run = run.Id }, cancellationToken: cancellationToken);
        await foreach (var seen in watch.ResponseStream.ReadAllAsync(cancellationToken))
            run = seen.Run;
        if (run.Status != RunStatus.Done)
            throw new InvalidOperationException($"The fork ended as {run.Status}: {run.Problems}");
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var answer = await _planning.GetRunResultAsync(new GetRunResultRequest { Run = run.Id }, cancellationToken: cancellationToken);

        // A server keeps only so many.
        await _planning.DeleteRunAsync(new DeleteRunRequest { Run = run.Id }, cancellationToken: cancellationToken);
        return new ForkedRun(run.LivePosition, seconds, JsonSerializer.Deserialize<Result>(answer.Json.Span, Json)!.Flows);
    }

    private sealed record Result(IReadOnlyList<ForkedLayer> Flows);
}
