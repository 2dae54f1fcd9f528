using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.V1;

namespace MegaRegion.EndToEnd.Tests;

/// <summary>Rules put by the command line, alerts seen by a watcher, in the metrics and in the log.</summary>
public sealed class AlertTests
{
    private const string Hub = "hub:tsuruoka-incubation";

    private static readonly Dictionary<string, string> FastEvaluation =
        new(StringComparer.Ordinal) { ["Alerts__EvaluationPeriod"] = "00:00:00.200" };

    [Fact]
    public async Task A_watch_that_ends_before_its_first_answer_ends_normally()
    {
        using var store = new StoreFolder();
        await using var server = await ServeProcess.StartAsync(store.File("store"), FastEvaluation);
        foreach (var command in (string[][])[["watch"], ["alert", "watch"]])
            (await CommandLine.RunAsync([.. command, "--for", "0.001s", "--url", server.Grpc])).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task S26_an_indicator_that_crosses_its_threshold_raises_an_alert_for_watchers_and_metrics_and_a_restart_keeps_it()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        using var store = new StoreFolder();
        string errors;
        Alert fired;
        await using (var server = await ServeProcess.StartAsync(store.File("store"), FastEvaluation))
        {
            await PutShareRuleAsync(server, "tokyo-straw", "600", "--resolve", "500");
            await PutShareRuleAsync(server, "control", "900");
            using var seat = new Watch(server, limit.Token);
            (await seat.NextAsync()).Snapshot.ShouldBeTrue();

            // 800 of 1,000 persons who moved between regions went to Tokyo.
            await ReportAsync(server, 1, ("jp:27", "jp:13", 800), ("jp:27", "jp:23", 200));
            fired = await seat.WaitForAsync("tokyo-straw", alert => alert.State == AlertState.Firing);
            (fired.Id, fired.Value).ShouldBe(("tokyo-straw/1", 800));
            (await seat.WaitForAsync("control", alert => alert.Value == 800)).State.ShouldBe(AlertState.Inactive);
            var metrics = await MetricsAsync(server);
            metrics.ShouldContain("megaregion_alert_firing{layer=\"people\",rule=\"tokyo-straw\"} 1\n");
            metrics.ShouldContain("megaregion_alert_firing{layer=\"people\",rule=\"control\"} 0\n");
            metrics.ShouldContain("megaregion_alert_rules{state=\"firing\"} 1\n");
            metrics.ShouldContain("megaregion_alert_transitions_total{state=\"firing\"} 1\n");
            var firing = (await CommandLine.RunAsync("alert", "list", "--state", "firing", "--json", "--url", server.Grpc)).Json();
            firing.GetProperty("alerts").EnumerateArray().Single().GetProperty("id").GetString().ShouldBe("tokyo-straw/1");
            await SeeBySeatAsync(server);
            errors = (await server.KillAsync()).Errors;
        }

        errors.ShouldContain("Alert tokyo-straw/1 fires");
        errors.ShouldNotContain("control");
        await using (var server = await ServeProcess.StartAsync(store.File("store"), FastEvaluation))
        {
            using var seat = new Watch(server, limit.Token);
            var kept = (await seat.NextAsync()).Alerts.Single(alert => alert.Rule.Id == "tokyo-straw");
            (kept.State, kept.Id, kept.FiredAtMs).ShouldBe((AlertState.Firing, fired.Id, fired.FiredAtMs));

            // 800 of 2,000.
            await ReportAsync(server, 2, ("jp:13", "jp:27", 1_000));
            var resolved = await seat.WaitForAsync("tokyo-straw", alert => alert.State == AlertState.Resolved);
            (resolved.Id, resolved.Value, resolved.FiredAtMs).ShouldBe((fired.Id, 400, fired.FiredAtMs));
            var metrics = await MetricsAsync(server);
            metrics.ShouldContain("megaregion_alert_firing{layer=\"people\",rule=\"tokyo-straw\"} 0\n");
            metrics.ShouldContain("megaregion_alert_transitions_total{state=\"resolved\"} 1\n");
            metrics.ShouldNotContain("megaregion_alert_transitions_total{state=\"firing\"}");
            (await CommandLine.RunAsync("alert", "delete", "tokyo-straw", "--url", server.Grpc)).ExitCode.ShouldBe(0);
            (await seat.WaitForDeletionAsync()).ShouldBe("tokyo-straw");
            errors = (await server.StopAsync()).Errors;
        }

        errors.ShouldContain("Alert tokyo-straw/1 is resolved");
        errors.ShouldNotContain("fires");
    }

    [Fact]
    public async Task A_rule_with_problems_is_refused_with_all_of_them()
    {
        using var store = new StoreFolder();
        await using var server = await ServeProcess.StartAsync(store.File("store"));
        var refused = await CommandLine.RunAsync(
            "alert", "put", "Straw", "--indicator", "inflow-share", "--layer", "people", "--place", "mega:jp", "--above", "1000", "--url", server.Grpc);
        refused.ExitCode.ShouldBe(4);
        foreach (var field in (string[])["id:", "place:", "threshold:"])
        {
            refused.Errors.ShouldContain(field);
        }

        var half = await CommandLine.RunAsync("alert", "put", "straw", "--indicator", "inflow", "--layer", "people", "--url", server.Grpc);
        half.ExitCode.ShouldBe(2);
        (await CommandLine.RunAsync("alert", "delete", "straw", "--url", server.Grpc)).ExitCode.ShouldBe(4);
    }

    // The command that a person leaves open; Ctrl-C is how it ends.
    private static async Task SeeBySeatAsync(ServeProcess server)
    {
        using var process = CommandLine.Start("alert", "watch", "--json", "--url", server.Grpc);
        var first = await CommandLine.ReadJsonLineAsync(process);
        first.GetProperty("snapshot").GetBoolean().ShouldBeTrue();
        first.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("state").GetString()).ShouldBe(["inactive", "firing"]);
        CommandLine.Signal(process, CommandLine.Interrupt);
        (await CommandLine.FinishAsync(process)).ExitCode.ShouldBe(0);
    }

    private static async Task PutShareRuleAsync(ServeProcess server, string id, string above, params string[] more)
    {
        string[] arguments =
        [
            "alert", "put", id, "--name-en", "Tokyo draws travellers", "--name-ja", "東京への吸引", "--indicator", "inflow-share",
            "--layer", "people", "--place", "region:kanto", "--above", above, "--window", "60m", "--url", server.Grpc, "--json", .. more,
        ];
        var put = (await CommandLine.RunAsync(arguments)).Json();
        put.GetProperty("existed").GetBoolean().ShouldBeFalse();
    }

    private static async Task ReportAsync(ServeProcess server, long sequence, params (string From, string To, long Persons)[] flows)
    {
        using var channel = GrpcChannel.ForAddress(server.Grpc);
        var report = new FlowReport { Sequence = sequence };
        var minutesAgo = DateTimeOffset.UtcNow.AddMinutes(-2).ToUnixTimeMilliseconds();
        report.Flows.Add(flows.Select(flow => new Flow
        {
            Origin = flow.From,
            Destination = flow.To,
            Layer = Layer.People,
            Quantity = flow.Persons,
            EventTimeMs = minutesAgo,
        }));
        await new FlowService.FlowServiceClient(channel).SubmitReportAsync(new SubmitReportRequest { Hub = Hub, Producer = "alerts", Report = report });
    }

    private static async Task<string> MetricsAsync(ServeProcess server)
    {
        using var web = new HttpClient { BaseAddress = new Uri(server.Web) };
        return await web.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
    }

    /// <summary>A watch of alerts.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly GrpcChannel _channel;
        private readonly AsyncServerStreamingCall<WatchAlertsResponse> _call;
        private readonly Dictionary<string, Alert> _known = new(StringComparer.Ordinal);
        private readonly CancellationToken _limit;

        public Watch(ServeProcess server, CancellationToken limit)
        {
            _limit = limit;
            _channel = GrpcChannel.ForAddress(server.Grpc);
            _call = new AlertService.AlertServiceClient(_channel).WatchAlerts(new WatchAlertsRequest(), cancellationToken: limit);
        }

        public async Task<WatchAlertsResponse> NextAsync()
        {
            (await _call.ResponseStream.MoveNext(_limit)).ShouldBeTrue();
            foreach (var alert in _call.ResponseStream.Current.Alerts)
            {
                _known[alert.Rule.Id] = alert;
            }

            return _call.ResponseStream.Current;
        }

        public async Task<Alert> WaitForAsync(string rule, Func<Alert, bool> isIt)
        {
            while (!_known.TryGetValue(rule, out var alert) || !isIt(alert))
            {
                await NextAsync();
            }

            return _known[rule];
        }

        public async Task<string> WaitForDeletionAsync()
        {
            while ((await NextAsync()).DeletedRules.Count == 0)
            {
                // Values of other rules may change in between.
            }

            return _call.ResponseStream.Current.DeletedRules.Single();
        }

        public void Dispose()
        {
            _call.Dispose();
            _channel.Dispose();
        }
    }
}
