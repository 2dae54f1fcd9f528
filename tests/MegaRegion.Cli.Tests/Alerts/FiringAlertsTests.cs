using System.Globalization;
using Grpc.Core;
using MegaRegion.Cli.Alerts;
using MegaRegion.Cli.Output;
using MegaRegion.V1;
using Spectre.Console;

namespace MegaRegion.Cli.Tests.Alerts;

public sealed class FiringAlertsTests
{
    private readonly FiringAlerts _alerts = new(new Words(Language.English));

    [Fact]
    public void Alerts_that_fire_are_shown_until_they_end_the_oldest_first()
    {
        _alerts.Apply(Told(Alert("late", AlertState.Firing, firedAt: 2_000), Alert("early", AlertState.Firing, firedAt: 1_000), Alert("calm", AlertState.Inactive)));
        Lines(4).ShouldBe([Line("early", 1), Line("late", 2)]);

        _alerts.Apply(Told(Alert("early", AlertState.Resolved))).ShouldBeTrue();
        Lines(4).ShouldBe([Line("late", 2)]);

        _alerts.Apply(new WatchAlertsResponse { DeletedRules = { "late" } }).ShouldBeTrue();
        Lines(4).ShouldBeEmpty();
        _alerts.Apply(Told(Alert("calm", AlertState.Inactive))).ShouldBeFalse();
    }

    [Fact]
    public void A_snapshot_forgets_what_was_told_before_it()
    {
        _alerts.Apply(Told(Alert("old", AlertState.Firing, firedAt: 1_000)));
        var snapshot = Told(Alert("new", AlertState.Firing, firedAt: 3_000));
        snapshot.Snapshot = true;
        _alerts.Apply(snapshot);

        Lines(4).ShouldBe([Line("new", 3)]);
    }

    [Fact]
    public void More_alerts_than_lines_are_counted()
    {
        _alerts.Apply(Told([.. Enumerable.Range(0, 5).Select(k => Alert(string.Create(CultureInfo.InvariantCulture, $"rule-{k}"), AlertState.Firing, firedAt: 1_000 * (k + 1)))]));

        Lines(3).ShouldBe([Line("rule-0", 1), Line("rule-1", 2), "3 more alerts fire: megaregion alert list"]);
    }

    [Fact]
    public void A_Japanese_screen_has_the_Japanese_name()
    {
        var alerts = new FiringAlerts(new Words(Language.Japanese));
        alerts.Apply(Told(Alert("a", AlertState.Firing, firedAt: 1_000)));

        TextOf(alerts, 1).Single().ShouldStartWith("発報中 規則 a: 9 人");
    }

    [Fact]
    public void A_server_that_does_not_tell_its_alerts_is_named()
    {
        _alerts.Refuse(StatusCode.Unimplemented);

        Lines(4).ShouldBe(["alerts cannot be shown (Unimplemented)"]);
    }

    private static WatchAlertsResponse Told(params Alert[] alerts) => new() { Alerts = { alerts } };

    private static Alert Alert(string rule, AlertState state, long firedAt = 0) => new()
    {
        Rule = new AlertRule
        {
            Id = rule,
            NameEn = "rule " + rule,
            NameJa = "規則 " + rule,
            Indicator = AlertIndicator.Inflow,
            Layer = Layer.People,
            Place = "region:kanto",
            WindowMinutes = 10,
            Comparison = AlertComparison.Above,
            Threshold = 5,
        },
        State = state,
        Value = 9,
        FiredAtMs = firedAt,
    };

    private static string Line(string rule, int second) =>
        string.Create(CultureInfo.InvariantCulture, $"FIRING rule {rule}: 9 persons (people into region:kanto in 10 min above 5 persons) 1970-01-01T00:00:0{second}Z");

    private string[] Lines(int most) => TextOf(_alerts, most);

    private static string[] TextOf(FiringAlerts alerts, int most) =>
        [.. alerts.Lines(most).Select(line => LiveScreen.LinesOf(line, 200, ColorSystemSupport.NoColors).Single())];
}
