using MegaRegion.Domain.Places;
using MegaRegion.Grains.Tests.Support;
using MegaRegion.Testing;

namespace MegaRegion.Grains.Tests;

public class PlaceCatalogTests
{
    private static readonly Place NewHub = new(
        new("hub:new"), Level.Hub, new PlaceId("jp:01100"), "coworking", "新拠点", "New hub", new GeoPoint(43, 141),
        Hub: new HubProfile("City of North", OperatorClass.Public, 2026, [new Facility("desk", "Desks", 20)], "opened in spring"));

    [Fact]
    public async Task A_registered_hub_can_report_at_once()
    {
        await using var country = await Country.StartAsync();
        var result = await country.Catalog.RegisterAsync(NewHub, CancellationToken.None);

        result.Refusal.ShouldBe(CatalogRefusal.None);
        result.Entry!.Version.ShouldBe(1);
        result.Entry.Place.Hub!.Facilities.ShouldBe(NewHub.Hub!.Facilities);
        country.Catalog.Current.Find("hub:new").ShouldNotBeNull();
        await country.SubmitNextAsync(NewHub.Id, country.Flow(NewHub.Id, "jp:03201"));
        await country.SettleAsync();
    }

    [Fact]
    public async Task A_place_that_another_process_added_is_found_when_it_is_asked_for()
    {
        await using var country = await Country.StartAsync();
        await country.Store.AddAsync([NewHub], CancellationToken.None);
        country.Catalog.Current.Find("hub:new").ShouldBeNull();
        (await country.Catalog.FindAsync("hub:new", CancellationToken.None)).ShouldNotBeNull();
        (await country.Catalog.FindAsync("hub:never", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_parent_of_a_hub_changes_until_it_has_reported()
    {
        await using var country = await Country.StartAsync();
        await country.Catalog.RegisterAsync(NewHub, CancellationToken.None);
        var moved = NewHub with { Parent = new PlaceId("jp:03201") };
        (await country.Catalog.UpdateAsync(moved, 1, CancellationToken.None)).Entry!.Version.ShouldBe(2);

        await country.SubmitNextAsync(NewHub.Id, country.Flow(NewHub.Id, "jp:03201"));
        var late = await country.Catalog.UpdateAsync(NewHub, 2, CancellationToken.None);

        late.Refusal.ShouldBe(CatalogRefusal.InvalidParent);
        (await country.Catalog.UpdateAsync(moved with { NameEn = "Renamed" }, 2, CancellationToken.None))
            .Refusal.ShouldBe(CatalogRefusal.None);
        await country.SettleAsync();
    }

    [Fact]
    public async Task Edits_that_break_a_rule_are_refused_with_the_field()
    {
        await using var country = await Country.StartAsync();
        await ShouldRefuseAsync(country, NewHub with { Id = SmallCountry.Hubs[0] }, CatalogRefusal.Exists, "id");
        await ShouldRefuseAsync(country, NewHub with { Id = new("HUB:x") }, CatalogRefusal.InvalidField, "id");
        await ShouldRefuseAsync(country, NewHub with { Level = Level.City }, CatalogRefusal.InvalidField, "level");
        await ShouldRefuseAsync(country, NewHub with { Parent = null }, CatalogRefusal.InvalidParent, "parent");
        await ShouldRefuseAsync(country, NewHub with { Parent = SmallCountry.Hubs[0] }, CatalogRefusal.InvalidParent, "parent");
        await ShouldRefuseAsync(country, NewHub with { Parent = new("jp:99") }, CatalogRefusal.InvalidParent, "parent");
        await ShouldRefuseAsync(country, NewHub with { NameJa = new('x', 201) }, CatalogRefusal.InvalidField, "name_ja");
        await ShouldRefuseAsync(country, NewHub with { NameJa = "", NameEn = "" }, CatalogRefusal.InvalidField, "name_ja");
        await ShouldRefuseAsync(country, NewHub with { Location = new(91, 0) }, CatalogRefusal.InvalidField, "latitude");
        await ShouldRefuseAsync(country, NewHub with { Population = -1 }, CatalogRefusal.InvalidField, "population");
    }

    [Fact]
    public async Task An_edit_of_an_old_version_or_of_an_unknown_place_is_refused()
    {
        await using var country = await Country.StartAsync();
        await country.Catalog.RegisterAsync(NewHub, CancellationToken.None);
        await country.Catalog.UpdateAsync(NewHub with { NameEn = "Second" }, 1, CancellationToken.None);
        (await country.Catalog.UpdateAsync(NewHub, 1, CancellationToken.None)).Refusal.ShouldBe(CatalogRefusal.VersionConflict);
        (await country.Catalog.UpdateAsync(NewHub with { Id = new("hub:other") }, 1, CancellationToken.None))
            .Refusal.ShouldBe(CatalogRefusal.NotFound);
    }

    [Fact]
    public async Task A_city_stays_where_it_is()
    {
        await using var country = await Country.StartAsync();
        var city = SmallCountry.Places.Single(place => place.Id.Value == "jp:01100");
        (await country.Catalog.UpdateAsync(city with { Parent = new("jp:02") }, 1, CancellationToken.None))
            .Refusal.ShouldBe(CatalogRefusal.InvalidParent);
    }

    private static async Task ShouldRefuseAsync(Country country, Place place, CatalogRefusal refusal, string field)
    {
        var result = await country.Catalog.RegisterAsync(place, CancellationToken.None);
        result.Refusal.ShouldBe(refusal);
        result.Field.ShouldBe(field);
        result.Message.ShouldNotBeEmpty();
    }
}
