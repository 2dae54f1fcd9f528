using FsCheck.Fluent;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Flows;

public class ColumnReportTests
{
    private static readonly ReportedFlow Good = new(
        "hub:01100-a", "jp:03201", (int)Layer.People, 300, Generated.Noon.UnixMilliseconds, Deal: "deal-1");

    private static readonly Action<ReportedFlow[], int>[] Breaks =
    [
        (flows, i) => flows[i] = flows[i] with { Origin = "hub:nowhere" },
        (flows, i) => flows[i] = flows[i] with { Destination = "" },
        (flows, i) => flows[i] = flows[i] with { Layer = 0 },
        (flows, i) => flows[i] = flows[i] with { Layer = 5 },
        (flows, i) => flows[i] = flows[i] with { Quantity = 0 },
        (flows, i) => flows[i] = flows[i] with { Quantity = -1 },
        (flows, i) => flows[i] = flows[i] with { Quantity = Flow.MaxQuantity + 1 },
        (flows, i) => flows[i] = flows[i] with { EventTimeUnixMilliseconds = long.MinValue },
        (flows, i) => flows[i] = flows[i] with { EventTimeUnixMilliseconds = Generated.Noon.UnixMilliseconds + 300_001 },
        (flows, i) => flows[i] = flows[i] with { Purpose = 21 },
        (flows, i) => flows[i] = flows[i] with { Mode = 10 },
        (flows, i) => flows[i] = flows[i] with { Deal = "a\nb" },
        (flows, i) => flows[i] = flows[i] with { Origin = "hub:03201-a", Destination = "hub:02201-b" },
    ];

    [Fact]
    public void Columns_are_the_same_body_as_the_flows_in_them() => Generated.ForAll(Generated.Report, flows =>
    {
        var encoded = ColumnReport.TryEncode(Columns.Of(Reported(flows))).ShouldNotBeNull();
        using var decoded = encoded.Decoded;
        encoded.Payload.ShouldBe(ReportCodec.Encode(flows));
        ReportCodec.Decode(encoded.Payload).ShouldBe(flows);
    });

    [Fact]
    public void The_order_of_the_dictionary_is_free() => Generated.ForAll(Generated.Report, flows =>
    {
        string[] places = ["region:north", .. SmallCountry.Places.Select(place => place.Id.Value).Reverse().Where(id => id != "region:north")];
        var reported = Reported(flows).SelectMany(flow => Enumerable.Repeat(flow, places.Length)).ToArray();
        var encoded = ColumnReport.TryEncode(Columns.Of(reported, places)).ShouldNotBeNull();
        using var decoded = encoded.Decoded;
        encoded.Payload.ShouldBe(ReportCodec.Encode(flows.SelectMany(flow => Enumerable.Repeat(flow, places.Length))));
    });

    [Fact]
    public void A_bad_flow_is_the_same_fault_in_both_forms()
    {
        var cases =
            from flows in Generated.Report
            from position in Gen.Choose(0, flows.Length - 1)
            from first in Gen.Elements(Breaks)
            from second in Gen.Elements(Breaks)
            select (flows, position, first, second);
        Generated.ForAll(
            cases,
            item =>
            {
                var flows = Reported(item.flows);
                item.second(flows, flows.Length - 1);
                item.first(flows, item.position);
                var expected = flows.Select((flow, i) => FaultOf(flow, i)).First(fault => fault is not null);
                var columns = Columns.Of(flows);
                FaultOf(columns).ShouldBe(expected);
                if (ColumnReport.TryEncode(columns) is { } encoded)
                {
                    using var decoded = encoded.Decoded;
                    ReportCheck.IsSound(decoded, SmallCountry.Hubs[0], SmallCountry.Directory, Generated.Noon).ShouldBeFalse();
                }
            },
            runs: 1_000);
    }

    [Fact]
    public void The_check_by_columns_agrees_with_the_rules()
    {
        var cases =
            from flows in Generated.Report
            from now in Gen.Elements(Generated.Noon, new EventTime(Generated.Noon.UnixMilliseconds - 86_400_000))
            from reporter in Gen.Elements(SmallCountry.Hubs.ToArray())
            select (flows, now, reporter);
        Generated.ForAll(
            cases,
            item =>
            {
                using var decoded = DecodedReport.Read(ReportCodec.Encode(item.flows));
                var expected = Reported(item.flows).Select((flow, i) =>
                    ReportRules.CheckFlow(flow, i, item.reporter, SmallCountry.Directory, item.now)).All(fault => fault is null);
                ReportCheck.IsSound(decoded, item.reporter, SmallCountry.Directory, item.now).ShouldBe(expected);
            },
            runs: 1_000);
    }

    [Fact]
    public void An_empty_column_of_purposes_or_modes_says_that_all_are_unspecified()
    {
        var columns = Columns.Of([Good, Good]) with { Purposes = default, Modes = default };
        var encoded = ColumnReport.TryEncode(columns).ShouldNotBeNull();
        using var decoded = encoded.Decoded;
        ReportCodec.Decode(encoded.Payload).ShouldAllBe(flow => flow.Purpose == Purpose.Unspecified && flow.Mode == TransportMode.Unspecified);
    }

    public static TheoryData<string, string, int> BrokenColumns => new()
    {
        { "origin beyond the dictionary", "columns.origin", 1 },
        { "destination cut short", "columns.destination", 2 },
        { "destination too long", "columns.destination", -1 },
        { "layer too short", "columns.layer", -1 },
        { "quantity not in its shortest form", "columns.quantity", 0 },
        { "quantity over 64 bits", "columns.quantity", 2 },
        { "quantity ends inside a number", "columns.quantity", 2 },
        { "time missing", "columns.event_time_ms", 0 },
        { "purpose too long", "columns.purpose", -1 },
        { "mode too short", "columns.mode", -1 },
        { "deal beyond the dictionary", "columns.deal", 1 },
        { "deals without a dictionary", "columns.deal", -1 },
        { "place twice", "columns.places", -1 },
        { "too many places", "columns.places", -1 },
        { "empty deal", "columns.deals", -1 },
    };

    [Theory]
    [MemberData(nameof(BrokenColumns))]
    public void A_column_that_cannot_be_read_is_named_with_the_flow(string what, string field, int position)
    {
        var columns = Broken(what);
        ColumnReport.TryEncode(columns).ShouldBeNull();
        var fault = FaultOf(columns).ShouldNotBeNull();
        (fault.Field, fault.Position, fault.Code).ShouldBe((field, position, FlowFaultCode.InvalidField));
    }

    [Fact]
    public void A_bad_flow_before_the_break_of_a_column_comes_first()
    {
        var columns = Columns.Of([Good with { Layer = 9 }, Good, Good]) with { Destinations = new byte[] { 1, 1 } };
        var fault = FaultOf(columns).ShouldNotBeNull();
        (fault.Field, fault.Position).ShouldBe(("layer", 0));
    }

    [Fact]
    public void Numbers_of_every_length_are_read_wherever_they_stand() => Generated.ForAll(
        from count in Gen.Choose(1, 40)
        from bits in Gen.ArrayOf(Gen.Choose(0, 49), count)
        select bits,
        bits =>
        {
            ReportedFlow[] flows = [.. bits.Select(WithBit)];
            var encoded = ColumnReport.TryEncode(Columns.Of(flows)).ShouldNotBeNull();
            using var decoded = encoded.Decoded;
            ReportCodec.Decode(encoded.Payload).Select(flow => ReportedFlow.From(flow)).ShouldBe(flows);
        });

    private static ReportedFlow WithBit(int bit, int position) => Good with
    {
        Quantity = 1L << bit,
        EventTimeUnixMilliseconds = Generated.Noon.UnixMilliseconds - (position % 2 == 0 ? 1L << (bit % 41) : 0),
    };

    private static ReportedColumns Broken(string what)
    {
        var columns = Columns.Of([Good, Good, Good]);
        return what switch
        {
            "origin beyond the dictionary" => columns with { Origins = new byte[] { 0, 2, 0 } },
            "destination cut short" => columns with { Destinations = new byte[] { 1, 1 } },
            "destination too long" => columns with { Destinations = new byte[] { 1, 1, 1, 1 } },
            "layer too short" => columns with { Layers = new byte[] { 1, 1 } },
            "quantity not in its shortest form" => columns with { Quantities = new byte[] { 0x81, 0x00, 1, 1, 1, 1, 1, 1, 1, 1 } },
            "quantity over 64 bits" => columns with
            {
                Quantities = new byte[] { 1, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2 },
            },
            "quantity ends inside a number" => columns with { Quantities = new byte[] { 1, 1, 0x81 } },
            "time missing" => columns with { Times = default },
            "purpose too long" => columns with { Purposes = new byte[] { 1, 1, 1, 1 } },
            "mode too short" => columns with { Modes = new byte[] { 1 } },
            "deal beyond the dictionary" => columns with { DealIndices = new byte[] { 0, 2, 1 } },
            "deals without a dictionary" => columns with { Deals = [] },
            "place twice" => columns with { Places = ["hub:01100-a", "hub:01100-a"] },
            "too many places" => columns with { Places = [.. Enumerable.Range(0, 7).Select(i => $"jp:{i}")] },
            "empty deal" => columns with { Deals = [""] },
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Not a break of this test."),
        };
    }

    private static ReportedFlow[] Reported(IEnumerable<Flow> flows) => [.. flows.Select(flow => ReportedFlow.From(flow))];

    private static FlowFault? FaultOf(ReportedColumns columns) =>
        ColumnReport.FindFault(columns, SmallCountry.Hubs[0], SmallCountry.Directory, Generated.Noon);

    private static FlowFault? FaultOf(ReportedFlow flow, int position) =>
        ReportRules.CheckFlow(flow, position, SmallCountry.Hubs[0], SmallCountry.Directory, Generated.Noon);
}
