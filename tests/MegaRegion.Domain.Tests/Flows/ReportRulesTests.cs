using MegaRegion.Domain.Flows;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Flows;

public class ReportRulesTests
{
    private static readonly ReportedFlow Good = new(
        "hub:01100-a", "jp:03201", (int)Layer.People, 1, Generated.Noon.UnixMilliseconds);

    [Fact]
    public void A_good_flow_is_accepted() => FaultOf(Good).ShouldBeNull();

    [Theory]
    [InlineData(Flow.MaxQuantity, true)]
    [InlineData(Flow.MaxQuantity + 1, false)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void A_quantity_is_1_to_the_maximum(long quantity, bool accepted) =>
        ShouldBe(Good with { Quantity = quantity }, accepted ? null : FlowFaultCode.InvalidQuantity, "quantity");

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(257, false)]
    public void A_layer_is_one_of_four(int layer, bool accepted) =>
        ShouldBe(Good with { Layer = layer }, accepted ? null : FlowFaultCode.InvalidLayer, "layer");

    [Theory]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    [InlineData(long.MaxValue - 1_900_000_000_000, false)]
    public void An_event_is_at_most_five_minutes_ahead(long aheadMilliseconds, bool accepted) =>
        ShouldBe(
            Good with { EventTimeUnixMilliseconds = Generated.Noon.UnixMilliseconds + aheadMilliseconds },
            accepted ? null : FlowFaultCode.InvalidEventTime,
            "event_time_ms");

    [Theory]
    [InlineData(-2_208_988_800_000, true)]
    [InlineData(-2_208_988_800_001, false)]
    [InlineData(long.MinValue, false)]
    public void An_event_is_not_before_1900(long unixMilliseconds, bool accepted) =>
        ShouldBe(
            Good with { EventTimeUnixMilliseconds = unixMilliseconds },
            accepted ? null : FlowFaultCode.InvalidEventTime,
            "event_time_ms");

    [Fact]
    public void Places_must_be_known()
    {
        ShouldBe(Good with { Origin = "hub:nowhere" }, FlowFaultCode.UnknownPlace, "origin");
        ShouldBe(Good with { Destination = "" }, FlowFaultCode.UnknownPlace, "destination");
    }

    [Fact]
    public void A_flow_between_two_hubs_is_reported_by_its_origin()
    {
        ShouldBe(Good with { Destination = "hub:03201-a" }, null, "");
        ShouldBe(
            Good with { Origin = "hub:03201-a", Destination = "hub:01100-a" }, FlowFaultCode.WrongReporter, "origin");
        ShouldBe(Good with { Origin = "jp:03201", Destination = "hub:01100-a" }, null, "");
    }

    [Fact]
    public void Purpose_mode_and_deal_have_their_forms()
    {
        ShouldBe(Good with { Purpose = 21 }, FlowFaultCode.InvalidField, "purpose");
        ShouldBe(Good with { Purpose = -1 }, FlowFaultCode.InvalidField, "purpose");
        ShouldBe(Good with { Mode = 10 }, FlowFaultCode.InvalidField, "mode");
        ShouldBe(Good with { Deal = "a\nb" }, FlowFaultCode.InvalidField, "deal");
        ShouldBe(Good with { Deal = new string('x', 81) }, FlowFaultCode.InvalidField, "deal");
        ShouldBe(Good with { Deal = "\ud842" }, FlowFaultCode.InvalidField, "deal");
        ShouldBe(Good with { Deal = "\ud842\udfb7野家" }, null, "");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void A_report_has_1_to_100_000_flows(int flows, bool accepted) =>
        (ReportRules.CheckSize(flows) is null).ShouldBe(accepted);

    private static FlowFault? FaultOf(ReportedFlow flow) =>
        ReportRules.CheckFlow(flow, 7, SmallCountry.Hubs[0], SmallCountry.Directory, Generated.Noon);

    private static void ShouldBe(ReportedFlow flow, FlowFaultCode? code, string field)
    {
        var fault = FaultOf(flow);
        fault?.Code.ShouldBe(code!.Value);
        (fault is null).ShouldBe(code is null);
        if (fault is not null)
        {
            fault.Field.ShouldBe(field);
            fault.Position.ShouldBe(7);
        }
    }
}
