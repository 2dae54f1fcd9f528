using MegaRegion.Domain.Alerts;
using MegaRegion.Domain.Flows;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Alerts;

public class AlertRuleCheckTests
{
    public static TheoryData<string, AlertRule> Faulty => new()
    {
        { "id", Rules.Surge with { Id = "" } },
        { "id", Rules.Surge with { Id = "Surge" } },
        { "id", Rules.Surge with { Id = new string('a', 61) } },
        { "name_en", Rules.Surge with { NameEn = " " } },
        { "name_ja", Rules.Surge with { NameJa = "二\n行" } },
        { "indicator", Rules.Surge with { Indicator = 0 } },
        { "layer", Rules.Surge with { Layer = (Layer)9 } },
        { "place", Rules.Surge with { Place = "region:nowhere" } },
        { "place", Rules.Surge with { Place = "mega:jp" } },
        { "place", Rules.Surge with { Place = "hub:01100-a" } },
        { "destination", Rules.Surge with { Destination = "region:south" } },
        { "destination", Rules.Surge with { Indicator = AlertIndicator.Between } },
        { "destination", Rules.Surge with { Indicator = AlertIndicator.Between, Destination = "jp:03" } },
        { "window_minutes", Rules.Surge with { WindowMinutes = 0 } },
        { "window_minutes", Rules.Surge with { WindowMinutes = 1_441 } },
        { "comparison", Rules.Surge with { Comparison = 0 } },
        { "threshold", Rules.Surge with { Threshold = -1 } },
        { "threshold", Rules.Surge with { Comparison = AlertComparison.Below, Threshold = 0 } },
        { "threshold", Rules.Surge with { Indicator = AlertIndicator.InflowShare, Threshold = 1_000 } },
        { "resolve_threshold", Rules.Surge with { ResolveThreshold = 101 } },
        { "resolve_threshold", Rules.Surge with { ResolveThreshold = -1 } },
        { "resolve_threshold", Rules.Surge with { Comparison = AlertComparison.Below, ResolveThreshold = 99 } },
        { "for_seconds", Rules.Surge with { ForSeconds = -1 } },
        { "for_seconds", Rules.Surge with { ForSeconds = 86_401 } },
    };

    public static TheoryData<AlertRule> Sound =>
    [
        Rules.Surge,
        Rules.Surge with { ResolveThreshold = 100, ForSeconds = 86_400, WindowMinutes = 1_440 },
        Rules.Surge with { Place = "jp:01100" },
        Rules.Surge with { Indicator = AlertIndicator.Between, Destination = "region:north" },
        Rules.Surge with { Indicator = AlertIndicator.NetInflow, Threshold = -1_000_000 },
        Rules.Surge with { Indicator = AlertIndicator.InflowShare, Threshold = 999, ResolveThreshold = 0 },
        Rules.Surge with { Comparison = AlertComparison.Below, Threshold = 1, ResolveThreshold = 1_000 },
    ];

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_is_told_with_its_field(string field, AlertRule rule)
    {
        var fault = new AlertRuleCheck(SmallCountry.Directory).Check(rule).ShouldHaveSingleItem();
        fault.Field.ShouldBe(field);
        fault.Message.ShouldNotBeEmpty();
        fault.MessageJa.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_sound_rule_has_no_fault(AlertRule rule) =>
        new AlertRuleCheck(SmallCountry.Directory).Check(rule).ShouldBeEmpty();

    [Fact]
    public void All_faults_are_told_at_once() =>
        new AlertRuleCheck(SmallCountry.Directory, maxWindowMinutes: 60)
            .Check(new AlertRule("", "", "", 0, 0, "", "x", 61, 0, 0, null, -1))
            .Select(fault => fault.Field)
            .ShouldBe(["id", "name_en", "name_ja", "indicator", "layer", "place", "destination", "window_minutes", "comparison", "for_seconds"]);
}
