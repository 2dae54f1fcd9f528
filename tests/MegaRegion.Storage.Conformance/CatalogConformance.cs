using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Conformance;

/// <summary>What every catalogue does, as <see cref="ICatalogStore"/> states it.</summary>
public abstract class CatalogConformance : StoreConformance
{
    private static readonly Place[] Tree = [Sample.Region, Sample.Prefecture, Sample.City, Sample.HubPlace];

    private ICatalogStore Catalog => Service<ICatalogStore>();

    [Fact]
    public async Task An_empty_catalogue_has_version_zero()
    {
        (await Catalog.GetVersionAsync(Cancellation)).ShouldBe(0);
        (await Catalog.LoadAsync(Cancellation)).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Places_are_loaded_as_they_were_added_also_after_a_restart()
    {
        (await Catalog.AddAsync(Tree, Cancellation)).ShouldBe(4);
        await Store.RestartAsync();

        var directory = await Catalog.LoadAsync(Cancellation);

        directory.Version.ShouldBe(1);
        directory.Entries.Select(entry => entry.Number.Value).Order().ShouldBe([1, 2, 3, 4]);
        foreach (var place in Tree)
        {
            var entry = directory.Find(place.Id).ShouldNotBeNull();
            entry.Version.ShouldBe(1);
            WithoutFacilities(entry.Place).ShouldBe(WithoutFacilities(place));
        }

        directory.Find(Sample.HubPlace.Id)!.Place.Hub!.Facilities.ShouldBe(Sample.HubPlace.Hub!.Facilities);
    }

    [Fact]
    public async Task Known_places_are_left_untouched_by_an_addition()
    {
        await Catalog.AddAsync([Sample.Region], Cancellation);

        var added = await Catalog.AddAsync([Sample.Region with { NameEn = "Other" }, Sample.Prefecture], Cancellation);

        added.ShouldBe(1);
        var directory = await Catalog.LoadAsync(Cancellation);
        directory.Find(Sample.Region.Id)!.Place.NameEn.ShouldBe("Tohoku");
        directory.Find(Sample.Prefecture.Id)!.Number.ShouldBe(new PlaceNumber(2));
        directory.Version.ShouldBe(2);
    }

    [Fact]
    public async Task An_addition_of_known_places_is_no_change()
    {
        await Catalog.AddAsync(Tree, Cancellation);

        (await Catalog.AddAsync(Tree, Cancellation)).ShouldBe(0);

        (await Catalog.GetVersionAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task A_replacement_of_the_expected_version_raises_both_versions()
    {
        await Catalog.AddAsync(Tree, Cancellation);

        var entry = await Catalog.ReplaceAsync(Sample.City with { Population = 5, Location = null }, 1, Cancellation);

        entry.ShouldBe(new CatalogEntry(Sample.City with { Population = 5, Location = null }, new PlaceNumber(3), 2));
        var directory = await Catalog.LoadAsync(Cancellation);
        directory.Version.ShouldBe(2);
        directory.Find(Sample.City.Id).ShouldBe(entry);
    }

    [Fact]
    public async Task A_replacement_of_another_version_or_of_an_unknown_place_changes_nothing()
    {
        await Catalog.AddAsync([Sample.Region], Cancellation);

        (await Catalog.ReplaceAsync(Sample.Region with { NameEn = "Other" }, 2, Cancellation)).ShouldBeNull();
        (await Catalog.ReplaceAsync(Sample.City, 1, Cancellation)).ShouldBeNull();

        (await Catalog.GetVersionAsync(Cancellation)).ShouldBe(1);
        (await Catalog.LoadAsync(Cancellation)).Find(Sample.Region.Id)!.Place.NameEn.ShouldBe("Tohoku");
    }

    [Fact]
    public async Task An_addition_whose_parent_is_missing_is_refused_whole()
    {
        await Should.ThrowAsync<InvalidOperationException>(
            () => Catalog.AddAsync([Sample.Region, Sample.City], Cancellation).AsTask());

        (await Catalog.GetVersionAsync(Cancellation)).ShouldBe(0);
        (await Catalog.LoadAsync(Cancellation)).Count.ShouldBe(0);
        (await Catalog.AddAsync(Tree, Cancellation)).ShouldBe(4);
    }

    [Fact]
    public async Task A_replacement_that_would_break_the_tree_is_refused()
    {
        await Catalog.AddAsync(Tree, Cancellation);

        await Should.ThrowAsync<InvalidOperationException>(
            () => Catalog.ReplaceAsync(Sample.City with { Parent = Sample.HubPlace.Id }, 1, Cancellation).AsTask());
        await Should.ThrowAsync<InvalidOperationException>(
            () => Catalog.ReplaceAsync(Sample.City with { Level = Level.Region }, 1, Cancellation).AsTask());

        (await Catalog.GetVersionAsync(Cancellation)).ShouldBe(1);
        (await Catalog.LoadAsync(Cancellation)).Find(Sample.City.Id)!.Place.ShouldBe(Sample.City);
    }

    [Fact]
    public async Task Concurrent_additions_give_every_place_its_own_number()
    {
        await Catalog.AddAsync(Tree, Cancellation);
        var additions = Enumerable.Range(1, 50).Select(number => Catalog
            .AddAsync([Sample.HubPlace with { Id = Sample.Hub(number) }, Sample.HubPlace], Cancellation).AsTask());

        (await Task.WhenAll(additions)).ShouldAllBe(added => added == 1);

        var directory = await Catalog.LoadAsync(Cancellation);
        directory.Version.ShouldBe(51);
        directory.Entries.Select(entry => entry.Number.Value).Order().ShouldBe(Enumerable.Range(1, 54));
    }

    // Lists compare by reference; the facilities are compared by themselves.
    private static Place WithoutFacilities(Place place) =>
        place with { Hub = place.Hub is null ? null : place.Hub with { Facilities = [] } };
}
