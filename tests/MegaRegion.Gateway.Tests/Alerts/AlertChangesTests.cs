using MegaRegion.Contracts.Alerts;
using MegaRegion.Gateway.Alerts;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Alerts;

public sealed class AlertChangesTests
{
    [Fact]
    public void A_watcher_is_told_everything_first_and_then_what_is_newer_and_what_is_gone()
    {
        var changes = new AlertChanges();
        var first = changes.Next(new AlertPicture(5, 1_000, [Of("a", 3), Of("b", 5)])).ShouldNotBeNull();
        (first.Snapshot, first.EvaluatedAtMs).ShouldBe((true, 1_000));
        RulesOf(first).ShouldBe(["a", "b"]);
        changes.Version.ShouldBe(5);

        var second = changes.Next(new AlertPicture(7, 2_000, [Of("a", 7), Of("c", 6)])).ShouldNotBeNull();
        (second.Snapshot, second.EvaluatedAtMs).ShouldBe((false, 2_000));
        RulesOf(second).ShouldBe(["a", "c"]);
        second.DeletedRules.ShouldBe(["b"]);

        changes.Next(new AlertPicture(7, 3_000, [Of("a", 7), Of("c", 6)])).ShouldBeNull();
    }

    [Fact]
    public void A_watcher_of_no_rules_is_told_so() =>
        new AlertChanges().Next(new AlertPicture(1, 0, [])).ShouldNotBeNull().Snapshot.ShouldBeTrue();

    [Fact]
    public void An_alert_on_the_wire_has_a_name_only_after_it_has_fired()
    {
        AlertMessages.ToWire(Of("a", 1)).Id.ShouldBe("");
        var fired = AlertMessages.ToWire(Of("a", 1) with { Status = new AlertStatusMessage(3, 2, 101, 20, 10, 20, 0) });
        (fired.Id, fired.State, fired.Value, fired.PendingAtMs, fired.FiredAtMs).ShouldBe(("a/2", AlertState.Firing, 101, 10, 20));
    }

    [Fact]
    public void A_rule_survives_the_way_there_and_back()
    {
        var rule = Of("a", 1).Rule;
        AlertMessages.FromWire(AlertMessages.ToWire(rule)).ShouldBe(rule);
        AlertMessages.FromWire(AlertMessages.ToWire(rule with { ResolveThreshold = 50 })).ResolveThreshold.ShouldBe(50);
        AlertMessages.FromWire(new AlertRule { Indicator = (AlertIndicator)257 }).Indicator.ShouldBe((byte)0);
    }

    private static IEnumerable<string> RulesOf(WatchAlertsResponse response) => response.Alerts.Select(alert => alert.Rule.Id);

    private static AlertMessage Of(string rule, long version) => new(
        new AlertRuleMessage(rule, "en", "ja", 1, 1, "region:kanto", "", 10, 1, 100, null, 0),
        new AlertStatusMessage(1, 0, null, 0, 0, 0, 0),
        version);
}
