using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests;

public class PlaceDirectoryTests
{
    private static readonly PlaceDirectory Directory = SmallCountry.Directory;

    [Theory]
    [InlineData("hub:01100-a", Level.Hub, "hub:01100-a")]
    [InlineData("hub:01100-a", Level.City, "jp:01100")]
    [InlineData("hub:01100-a", Level.MegaRegion, "mega:jp")]
    [InlineData("hub:survey-north", Level.City, "jp:01")]
    [InlineData("hub:online-market", Level.Region, "mega:jp")]
    [InlineData("region:south", Level.City, "region:south")]
    public void A_place_rolls_up_to_its_nearest_ancestor_at_the_level_or_above(string place, Level level, string expected) =>
        Directory.RollUp(SmallCountry.Number(place), level).ShouldBe(SmallCountry.Number(expected));

    [Theory]
    [InlineData("mega:jp", "hub:01100-a", "region:north")]
    [InlineData("jp:01", "hub:01100-a", "jp:01100")]
    [InlineData("jp:01100", "hub:01100-a", "hub:01100-a")]
    [InlineData("mega:jp", "hub:online-market", "hub:online-market")]
    public void The_child_towards_a_place_is_the_next_step_down(string ancestor, string place, string child) =>
        Directory.ChildTowards(new(ancestor), new(place))!.Place.Id.Value.ShouldBe(child);

    [Theory]
    [InlineData("jp:02", "hub:01100-a")]
    [InlineData("hub:01100-a", "hub:01100-a")]
    [InlineData("mega:jp", "mega:jp")]
    [InlineData("mega:jp", "hub:nowhere")]
    public void There_is_no_child_towards_a_place_that_lies_elsewhere(string ancestor, string place) =>
        Directory.ChildTowards(new(ancestor), new(place)).ShouldBeNull();

    [Fact]
    public void A_pair_key_gives_back_what_it_was_made_of()
    {
        var key = new PairKey(new PlaceNumber(PlaceNumber.Max), new PlaceNumber(1), Domain.Flows.Layer.Information);
        (key.Origin.Value, key.Destination.Value, key.Layer).ShouldBe((PlaceNumber.Max, 1, Domain.Flows.Layer.Information));
    }

    [Fact]
    public void The_roots_are_the_places_without_a_parent() =>
        Directory.Roots.Single().Place.Id.ShouldBe(SmallCountry.Mega);

    [Fact]
    public void A_parent_that_is_missing_or_not_above_is_refused()
    {
        var hub = SmallCountry.Places.First(place => place.Level == Level.Hub);
        Should.Throw<ArgumentException>(() => new PlaceDirectory([new CatalogEntry(hub, new(1), 1)], 1));
        var city = SmallCountry.Places.First(place => place.Level == Level.City);
        var under = city with { Id = new("jp:99999"), Parent = city.Id };
        var all = SmallCountry.Places.Append(under).Select((place, index) => new CatalogEntry(place, new(index + 1), 1));
        Should.Throw<ArgumentException>(() => new PlaceDirectory(all, 1));
    }
}
