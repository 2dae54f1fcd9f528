using MegaRegion.DataSet.Flows;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Tests;

public sealed class FlowTableTests
{
    private static readonly FlowTables Flows = Shipped.DataSet.Flows;

    // The figures are those that the surveys publish, in base units; see data/jp/README.md.
    [Theory]
    [InlineData("migration-2019", 2_568_086)]
    [InlineData("migration-2020", 2_463_992)]
    [InlineData("migration-2021", 2_476_640)]
    [InlineData("migration-2022", 2_553_434)]
    [InlineData("migration-2023", 2_544_639)]
    [InlineData("migration-2024", 2_523_249)]
    [InlineData("migration-2025", 2_515_731)]
    [InlineData("freight-fy2022", 1_294_095_000_000)]
    [InlineData("netflow-2021", 20_722_421_000)]
    [InlineData("furusato-received-fy2020", 658_564_196_000)]
    [InlineData("calls-originated-fy2023", 38_425_593_000)]
    public void A_table_adds_up_to_its_published_total(string id, long expected) => Flows.Get(id).Total
        .ShouldBe(expected);

    [Theory]
    [InlineData(TransportMode.Air, 75_732)]
    [InlineData(TransportMode.Rail, 266_053)]
    [InlineData(TransportMode.Ship, 5_632)]
    [InlineData(TransportMode.Bus, 41_939)]
    [InlineData(TransportMode.Car, 1_259_384)]
    public void Passengers_of_2010_add_up_to_the_published_total_of_each_mode(TransportMode mode, long thousandPersons) =>
        Flows.Get("kansen-2010").Cells.Where(cell => cell.Mode == mode).Sum(cell => cell.Quantity)
            .ShouldBe(thousandPersons * 1000);

    [Fact]
    public void Tokyo_gained_65_219_residents_in_2025()
    {
        var tokyo = new PlaceId("jp:13");
        var cells = Flows.Get("migration-2025").Cells;

        var inflow = cells.Where(cell => cell.Destination == tokyo).Sum(cell => cell.Quantity);
        var outflow = cells.Where(cell => cell.Origin == tokyo).Sum(cell => cell.Quantity);

        (inflow - outflow).ShouldBe(65_219);
    }

    [Fact]
    public void Net_freight_between_prefectures_is_8_617_700_tonnes() =>
        Flows.Get("netflow-2021").Cells.Where(cell => cell.Origin != cell.Destination).Sum(cell => cell.Quantity)
            .ShouldBe(8_617_700_000);

    [Fact]
    public void Hokkaido_has_survey_zones_of_its_own_and_other_zones_are_prefectures()
    {
        var origins = Flows.Get("kansen-2010").Cells.Select(cell => cell.Origin).Distinct().ToList();

        origins.Count.ShouldBe(50);
        origins.Count(origin => origin.Scheme is "zone").ShouldBe(4);
        origins.Count(origin => Shipped.DataSet.Find(origin)!.Level == Level.Prefecture).ShouldBe(46);
    }

    [Fact]
    public void Modelled_donations_meet_what_each_prefecture_received()
    {
        var received = Flows.Get("furusato-received-fy2020").Cells
            .GroupBy(cell => Shipped.DataSet.Find(cell.Destination)!.Parent!.Value)
            .ToDictionary(group => group.Key, group => group.Sum(cell => cell.Quantity));
        var modelled = Flows.Get("furusato-modelled-fy2020");

        modelled.Provenance.ShouldBe(Provenance.Modelled);
        foreach (var group in modelled.Cells.GroupBy(cell => cell.Destination))
            group.Sum(cell => cell.Quantity).ShouldBe(received[group.Key]);
    }

    [Fact]
    public void Modelled_calls_meet_what_each_prefecture_originated_and_stay_inside_by_four_fifths()
    {
        var originated = Flows.Get("calls-originated-fy2023").Cells
            .ToDictionary(cell => cell.Origin, cell => cell.Quantity);
        var modelled = Flows.Get("calls-modelled-fy2023");

        modelled.Provenance.ShouldBe(Provenance.Modelled);
        foreach (var group in modelled.Cells.GroupBy(cell => cell.Origin))
        {
            group.Sum(cell => cell.Quantity).ShouldBe(originated[group.Key]);
            group.Single(cell => cell.Destination == group.Key).Quantity.ShouldBe(originated[group.Key] * 8 / 10);
        }
    }

    [Fact]
    public void Every_table_of_the_list_can_be_read_and_names_its_source()
    {
        foreach (var id in Flows.Ids)
        {
            var table = Flows.Get(id);
            table.Cells.ShouldNotBeEmpty();
            table.Source.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void An_unknown_table_is_refused_with_the_known_ones() =>
        Should.Throw<KeyNotFoundException>(() => Flows.Get("teleportation")).Message.ShouldContain("kansen-2010");
}
