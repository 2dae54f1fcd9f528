using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Tests;

public sealed class PlacesTests
{
    private static readonly JapanDataSet Data = Shipped.DataSet;

    [Theory]
    [InlineData(Level.MegaRegion, 1)]
    [InlineData(Level.Region, 10)]
    [InlineData(Level.Prefecture, 47)]
    [InlineData(Level.City, 1741 + 4)]
    [InlineData(Level.Hub, 31 + 238)]
    public void Every_level_has_its_number_of_places(Level level, int expected) =>
        Data.Places.Count(place => place.Level == level).ShouldBe(expected);

    [Theory]
    [InlineData("designated_city", 20)]
    [InlineData("city", 772)]
    [InlineData("town", 743)]
    [InlineData("village", 183)]
    [InlineData("special_ward", 23)]
    [InlineData("survey_zone", 4)]
    [InlineData("observatory", 238)]
    public void Every_kind_has_its_number_of_places(string kind, int expected) =>
        Data.Places.Count(place => string.Equals(place.Kind, kind, StringComparison.Ordinal)).ShouldBe(expected);

    [Theory]
    [InlineData(Level.City)]
    [InlineData(Level.Prefecture)]
    [InlineData(Level.Region)]
    [InlineData(Level.MegaRegion)]
    public void Populations_of_a_level_add_up_to_the_census(Level level) =>
        Data.Places.Where(place => place.Level == level).Sum(place => place.Population).ShouldBe(126_146_099);

    [Fact]
    public void The_domain_accepts_the_places_as_a_directory()
    {
        var directory = new PlaceDirectory(
            Data.Places.Select((place, i) => new CatalogEntry(place, new PlaceNumber(i + 1), 1)), 1);

        var hub = directory.Find("hub:keio-iab")!.Number;
        directory.Find(directory.RollUp(hub, Level.City))!.Place.NameJa.ShouldBe("鶴岡市");
        directory.Find(directory.RollUp(hub, Level.Prefecture))!.Place.NameEn.ShouldBe("Yamagata");
        directory.Find(directory.RollUp(hub, Level.Region))!.Place.Id.Value.ShouldBe("region:tohoku");
    }

    [Fact]
    public void Parents_come_before_their_children()
    {
        var seen = new HashSet<PlaceId>();
        foreach (var place in Data.Places)
        {
            if (place.Parent is { } parent)
                seen.Contains(parent).ShouldBeTrue($"{place.Id} stands before {parent}");
            seen.Add(place.Id);
        }
    }

    [Fact]
    public void A_ward_stands_for_its_designated_city()
    {
        Data.WardAliases.Count.ShouldBe(171);
        Data.Find(new PlaceId("jp:01101"))!.Id.Value.ShouldBe("jp:01100");
        Data.Find(new PlaceId("jp:13101"))!.Kind.ShouldBe("special_ward");
    }

    [Theory]
    [InlineData("jp:01695")]
    [InlineData("jp:01700")]
    [InlineData("jp:13100")]
    [InlineData("hub:atlantis")]
    public void The_northern_territories_and_unknown_ids_are_not_places(string id) =>
        Data.Find(new PlaceId(id)).ShouldBeNull();

    [Fact]
    public void A_hub_in_a_ward_belongs_to_the_city() =>
        Data.Find(new PlaceId("hub:nic"))!.Parent!.Value.Value.ShouldBe("jp:23100");

    [Fact]
    public void A_virtual_hub_belongs_to_the_mega_region()
    {
        var linkers = Data.Find(new PlaceId("hub:linkers"))!;

        linkers.Parent!.Value.Value.ShouldBe("mega:jp");
        linkers.Location.ShouldBeNull();
    }

    [Fact]
    public void A_hub_tells_its_operator_class_and_facilities()
    {
        var hub = Data.Find(new PlaceId("hub:egg-japan"))!.Hub!;

        hub.OperatorClass.ShouldBe(OperatorClass.OwnArea);
        hub.OpenedYear.ShouldBe(2007);
        hub.Facilities.Select(facility => facility.Kind).ShouldBe(["serviced_office", "event_room"]);
    }

    [Fact]
    public void Observatories_stand_below_what_they_observe() =>
        Data.Observatories.ShouldAllBe(observatory => Data.Find(observatory.Hub)!.Parent == observatory.Observes);

    [Fact]
    public void Partnerships_and_facts_hold_the_figures_of_the_papers()
    {
        Data.Partnerships.Count.ShouldBe(6);
        Data.Facts.Single(fact => fact is { Subject: "partnership:machinaka-3000", Metric: "jobs_target" }).Value
            .ShouldBe("3000");
        Data.Facts.Single(fact => fact is { Subject: "hub:linkers", Metric: "coordinators" }).Value.ShouldBe("1700");
        Data.Facts.Single(fact => fact is { Subject: "partnership:tsuruoka-science-park", Metric: "funds_raised_min" }).Value
            .ShouldBe("2200000000");
    }
}
