using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Client.Errors;
using MegaRegion.Server.Tests.Otlp;
using MegaRegion.V1;

namespace MegaRegion.Server.Tests;

public sealed class AlertTests : IAsyncLifetime
{
    // Nothing moves in a new store, so it fires at once.
    private static readonly AlertRule Silence = new()
    {
        Id = "silence",
        NameEn = "Nothing leaves Kanto",
        NameJa = "関東から出ない",
        Indicator = AlertIndicator.Outflow,
        Layer = Layer.Goods,
        Place = "region:kanto",
        WindowMinutes = 10,
        Comparison = AlertComparison.Below,
        Threshold = 1,
    };

    private readonly string _store = Directory.CreateTempSubdirectory("megaregion-alert-tests-").FullName;
    private OtlpReceiver _receiver = null!;
    private MegaRegionServer _server = null!;
    private GrpcChannel _channel = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AlertService.AlertServiceClient Alerts => new(_channel);

    public async ValueTask InitializeAsync()
    {
        _receiver = await OtlpReceiver.StartAsync();
        _server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = _store,
            OtlpEndpoint = _receiver.Address,
        });
        await _server.StartAsync(Stop);
        _channel = GrpcChannel.ForAddress(_server.GrpcAddress);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
        Directory.Delete(_store, recursive: true);
    }

    [Fact]
    public async Task A_collector_is_told_that_an_alert_fired()
    {
        await Alerts.PutAlertRuleAsync(new PutAlertRuleRequest { Rule = Silence }, cancellationToken: Stop);
        using (var watch = Alerts.WatchAlerts(new WatchAlertsRequest(), cancellationToken: Stop))
        {
            do
            {
                (await watch.ResponseStream.MoveNext(Stop)).ShouldBeTrue();
            }
            while (watch.ResponseStream.Current.Alerts.All(alert => alert.State != AlertState.Firing));
        }

        // What the server still has it sends when it stops.
        await _server.StopAsync();
        var names = _receiver.Received.Metrics.Select(item => item.Metric.Name).ToList();
        names.ShouldContain("megaregion.alert.transitions", StringComparer.Ordinal);
        names.ShouldContain("megaregion.alert.evaluation.duration", StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_kept_as_it_was_put_and_lists_choose_states()
    {
        var put = await Alerts.PutAlertRuleAsync(new PutAlertRuleRequest { Rule = Silence }, cancellationToken: Stop);
        (put.Existed, put.Alert.Rule).ShouldBe((false, Silence));
        (await Alerts.ListAlertRulesAsync(new ListAlertRulesRequest(), cancellationToken: Stop)).Rules.ShouldBe([Silence]);
        var resolved = new ListAlertsRequest { States = { AlertState.Resolved } };
        (await Alerts.ListAlertsAsync(resolved, cancellationToken: Stop)).Alerts.ShouldBeEmpty();
        (await Alerts.DeleteAlertRuleAsync(new DeleteAlertRuleRequest { Id = Silence.Id }, cancellationToken: Stop)).ShouldNotBeNull();
        (await Alerts.ListAlertsAsync(new ListAlertsRequest(), cancellationToken: Stop)).Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusals_carry_their_code_and_every_field()
    {
        var rule = await RefusalAsync(StatusCode.InvalidArgument, async () =>
            await Alerts.PutAlertRuleAsync(new PutAlertRuleRequest(), cancellationToken: Stop));
        rule.Code.ShouldBe(ErrorCode.InvalidAlertRule);
        rule.Problems.Select(problem => problem.Field).ShouldBe(
            ["id", "name_en", "name_ja", "indicator", "layer", "place", "window_minutes", "comparison"]);
        rule.Problems.ShouldAllBe(problem => problem.Message.Length > 0 && problem.MessageJa.Length > 0);
        rule.Field.ShouldBe("id");

        var unknown = await RefusalAsync(StatusCode.NotFound, async () =>
            await Alerts.DeleteAlertRuleAsync(new DeleteAlertRuleRequest { Id = "none" }, cancellationToken: Stop));
        unknown.Code.ShouldBe(ErrorCode.AlertRuleNotFound);

        var state = await RefusalAsync(StatusCode.InvalidArgument, async () =>
            await Alerts.ListAlertsAsync(new ListAlertsRequest { States = { (AlertState)9 } }, cancellationToken: Stop));
        (state.Code, state.Field).ShouldBe((ErrorCode.InvalidField, "states"));
    }

    private static async Task<ErrorDetail> RefusalAsync(StatusCode status, Func<Task> call)
    {
        var refusal = await Should.ThrowAsync<RpcException>(call);
        refusal.StatusCode.ShouldBe(status);
        return ErrorDetails.Find(refusal).ShouldNotBeNull();
    }
}
