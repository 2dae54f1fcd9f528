using System.Diagnostics.Metrics;
using MegaRegion.Contracts.Alerts;
using MegaRegion.Domain.Alerts;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Alerts;
using MegaRegion.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Storage;

namespace MegaRegion.Grains.Tests.Alerts;

public sealed class AlertGrainTests
{
    private const string Transitions = "megaregion.alert.transitions state=";

    private static readonly PlaceId North = new("hub:01100-a");
    private static readonly PlaceId South = new("hub:03201-a");

    // More persons into the south than out of it, by more than 100.
    private static readonly AlertRule Drain = new(
        "drain", "Drain", "流出", AlertIndicator.NetInflow, Layer.People, "region:south", "", 10, AlertComparison.Above, 100, null, 0);

    private readonly KeptStates _states = new();

    [Fact]
    public async Task An_alert_is_pending_fires_after_its_time_and_resolves_and_metrics_say_so()
    {
        await using var country = await StartAsync();
        using var counted = new Counted(country.Get<IMeterFactory>(), AlertInstruments.Name);
        await PutAsync(country, Drain with { ForSeconds = 5 });

        await country.SubmitNextAsync(North, Flow(country, North, "jp:03201", 101));
        await WaitForAsync(country, AlertState.Pending);
        var fired = await WaitForAsync(country, AlertState.Firing);
        (fired.Value, fired.Episode).ShouldBe((101, 1));
        (fired.FiredAtMs - fired.PendingAtMs).ShouldBeGreaterThanOrEqualTo(5_000);
        counted.Observe();
        counted["megaregion.alert.rules state=firing"].ShouldBe(1);
        counted["megaregion.alert.firing rule=drain layer=people"].ShouldBe(1);
        counted["megaregion.alert.indicator rule=drain layer=people"].ShouldBe(101);

        await country.SubmitNextAsync(South, Flow(country, South, "jp:01100", 1));
        var resolved = await WaitForAsync(country, AlertState.Resolved);
        (resolved.Value, resolved.Episode).ShouldBe((100, 1));
        counted.Observe();
        counted["megaregion.alert.rules state=firing"].ShouldBe(0);
        counted["megaregion.alert.rules state=resolved"].ShouldBe(1);
        counted["megaregion.alert.firing rule=drain layer=people"].ShouldBe(0);
        foreach (var state in (string[])["pending", "firing", "resolved"])
        {
            counted[Transitions + state].ShouldBe(1, state);
        }

        counted.Names.ShouldNotContain(name => name.Contains("hub:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_at_the_threshold_raises_nothing()
    {
        await using var country = await StartAsync();
        using var counted = new Counted(country.Get<IMeterFactory>(), AlertInstruments.Name);
        await PutAsync(country, Drain);
        await country.SubmitNextAsync(North, Flow(country, North, "jp:03201", 100));
        await country.AdvanceUntilAsync(async () => (await StatusAsync(country)).Value == 100);
        (await StatusAsync(country)).ShouldBe(new AlertStatus(AlertState.Inactive, 0, 100, (await StatusAsync(country)).SinceMs, 0, 0, 0));
        counted[Transitions + "firing"].ShouldBe(long.MinValue);
    }

    // Alone a rule reads the pairs that it names, beside an inflow share all pairs.
    [Theory]
    [InlineData(AlertIndicator.Inflow, 70)]
    [InlineData(AlertIndicator.Outflow, 30)]
    [InlineData(AlertIndicator.NetInflow, 40)]
    [InlineData(AlertIndicator.Between, 30)]
    public async Task A_rule_has_the_same_value_alone_and_beside_an_inflow_share(AlertIndicator indicator, long value)
    {
        await using var country = await StartAsync();
        await country.SubmitNextAsync(North, Flow(country, North, "jp:03201", 70));
        await country.SubmitNextAsync(South, Flow(country, South, "jp:01100", 30));
        var rule = Drain with { Indicator = indicator, Destination = indicator == AlertIndicator.Between ? "region:north" : "" };
        var share = Drain with { Id = "share", Indicator = AlertIndicator.InflowShare };

        await country.AdvanceUntilAsync(async () => (await ReadAsync(share))["share"] == 700);

        (await ReadAsync(rule))["drain"].ShouldBe(value);
        (await ReadAsync(rule, share))["drain"].ShouldBe(value);

        Task<IReadOnlyDictionary<string, long?>> ReadAsync(params AlertRule[] rules) => country.Get<IndicatorReader>()
            .ReadAsync(rules, country.Time.GetUtcNow().ToUnixTimeMilliseconds(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_value_ends_when_its_minutes_leave_the_window()
    {
        await using var country = await StartAsync();
        await PutAsync(country, Drain with { WindowMinutes = 2 });
        await country.SubmitNextAsync(North, Flow(country, North, "jp:03201", 500));
        var fired = await WaitForAsync(country, AlertState.Firing);
        country.Time.Advance(TimeSpan.FromMinutes(2));
        var resolved = await WaitForAsync(country, AlertState.Resolved);
        resolved.Value.ShouldBe(0);
        resolved.FiredAtMs.ShouldBe(fired.FiredAtMs);
    }

    [Fact]
    public async Task A_firing_alert_is_the_same_after_a_restart_and_fires_no_second_time()
    {
        await using var country = await StartAsync();
        await PutAsync(country, Drain);
        await country.SubmitNextAsync(North, Flow(country, North, "jp:03201", 500));
        var fired = await WaitForAsync(country, AlertState.Firing);

        await country.RestartAsync();
        using var counted = new Counted(country.Get<IMeterFactory>(), AlertInstruments.Name);
        await country.AdvanceUntilAsync(async () => (await PictureAsync(country)).EvaluatedAtMs > fired.FiredAtMs);
        (await StatusAsync(country)).ShouldBe(fired);
        counted.Observe();
        counted["megaregion.alert.rules state=firing"].ShouldBe(1);
        counted.Names.ShouldNotContain(name => name.StartsWith(Transitions, StringComparison.Ordinal));

        await country.SubmitNextAsync(South, Flow(country, South, "jp:01100", 450));
        (await WaitForAsync(country, AlertState.Resolved)).Episode.ShouldBe(1);
        await country.SubmitNextAsync(North, Flow(country, North, "jp:03201", 500));
        (await WaitForAsync(country, AlertState.Firing)).Episode.ShouldBe(2);
    }

    [Fact]
    public async Task A_pending_alert_begins_its_time_anew_after_a_restart()
    {
        await using var country = await StartAsync();
        await PutAsync(country, Drain with { ForSeconds = 600 });
        await country.SubmitNextAsync(North, Flow(country, North, "jp:03201", 500));
        var pending = await WaitForAsync(country, AlertState.Pending);
        await country.RestartAsync();
        await country.AdvanceUntilAsync(async () => (await PictureAsync(country)).EvaluatedAtMs > pending.PendingAtMs);
        var again = await StatusAsync(country);
        again.State.ShouldBe(AlertState.Pending);
        again.PendingAtMs.ShouldBeGreaterThan(pending.PendingAtMs);
    }

    [Fact]
    public async Task What_could_not_be_written_is_told_to_nobody_and_fires_once_when_it_can()
    {
        await using var country = await StartAsync();
        using var counted = new Counted(country.Get<IMeterFactory>(), AlertInstruments.Name);
        await PutAsync(country, Drain);
        _states.FailsToWrite = true;
        await country.SubmitNextAsync(North, Flow(country, North, "jp:03201", 500));
        await country.AdvanceUntilAsync(() => Task.FromResult(_states.FailedWrites >= 2));
        (await StatusAsync(country)).State.ShouldBe(AlertState.Inactive);
        counted[Transitions + "firing"].ShouldBe(long.MinValue);
        counted["megaregion.alert.evaluation.failed"].ShouldBeGreaterThanOrEqualTo(1);

        _states.FailsToWrite = false;
        (await WaitForAsync(country, AlertState.Firing)).Episode.ShouldBe(1);
        counted[Transitions + "firing"].ShouldBe(1);
    }

    [Fact]
    public async Task Rules_are_bounded_checked_as_a_whole_replaced_and_deleted()
    {
        await using var country = await StartAsync(maxRules: 1);
        var refused = await Grain(country).PutAsync(AlertRuleMessage.From(Drain with { Place = "mega:jp", WindowMinutes = 0 }));
        refused.Alert.ShouldBeNull();
        refused.Faults.Select(fault => fault.Field).ShouldBe(["place", "window_minutes"]);

        (await PutAsync(country, Drain)).Existed.ShouldBeFalse();
        var full = await Grain(country).PutAsync(AlertRuleMessage.From(Drain with { Id = "other" }));
        (full.Alert, full.Faults.Length).ShouldBe((null, 0));
        (await PutAsync(country, Drain with { NameEn = "Again" })).Existed.ShouldBeTrue();

        (await Grain(country).DeleteAsync("other")).ShouldBeFalse();
        (await Grain(country).DeleteAsync("drain")).ShouldBeTrue();
        (await PictureAsync(country)).Alerts.ShouldBeEmpty();
        await country.RestartAsync();
        (await PictureAsync(country)).Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_waits_is_told_of_the_next_change()
    {
        await using var country = await StartAsync();
        var version = (await PictureAsync(country)).Version;
        var waiting = Grain(country).WaitAsync(version);
        await PutAsync(country, Drain);
        var picture = await waiting;
        picture.Version.ShouldBeGreaterThan(version);
        picture.Alerts.ShouldHaveSingleItem().Version.ShouldBeGreaterThan(version);
    }

    private Task<Country> StartAsync(int maxRules = 10) => Country.StartAsync(configureSilo: silo =>
    {
        silo.Services.AddKeyedSingleton<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, _states);
        silo.UseInMemoryReminderService();
        silo.Services.AddMegaRegionAlerts(alerts =>
        {
            alerts.EvaluationPeriod = TimeSpan.FromSeconds(1);
            alerts.MaxRules = maxRules;
        });
    });

    private static IAlertGrain Grain(Country country) => country.Grains.GetGrain<IAlertGrain>(IAlertGrain.Key);

    private static Task<AlertPicture> PictureAsync(Country country) => Grain(country).GetAsync();

    private static async Task<AlertPutReply> PutAsync(Country country, AlertRule rule)
    {
        var reply = await Grain(country).PutAsync(AlertRuleMessage.From(rule));
        reply.Faults.ShouldBeEmpty();
        reply.Alert.ShouldNotBeNull();
        return reply;
    }

    private static async Task<AlertStatus> StatusAsync(Country country) =>
        (await PictureAsync(country)).Alerts.ShouldHaveSingleItem().Status.ToStatus();

    private static async Task<AlertStatus> WaitForAsync(Country country, AlertState state)
    {
        await country.AdvanceUntilAsync(async () => (await StatusAsync(country)).State == state);
        return await StatusAsync(country);
    }

    // In the minute that ended last.
    private static Flow Flow(Country country, PlaceId hub, string destination, long quantity) =>
        country.Flow(hub, destination, quantity) with { EventTime = new(country.Now.UnixMilliseconds - 60_000) };
}
