using Grpc.Core;
using MegaRegion.Gateway.Catalog;
using MegaRegion.TestServer;
using MegaRegion.V1;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Gateway.Tests.Catalog;

public sealed class CatalogTests : ServerTest, IPartnershipCatalog
{
    public IReadOnlyList<Partnership> Partnerships { get; } = [new Partnership { Id = "p1", NameJa = "連携" }];

    protected override TestServerOptions Options => new()
    {
        Services = services => services.AddSingleton<IPartnershipCatalog>(this),
    };

    [Fact]
    public async Task A_place_comes_back_as_it_was_registered()
    {
        var place = NewHub();

        var registered = (await RegisterAsync(place)).Place;
        var read = (await GetAsync(place.Id)).Place;

        registered.Version.ShouldBe(1);
        read.ShouldBe(registered);
        place.Version = 1;
        read.ShouldBe(place);
    }

    [Fact]
    public async Task An_update_raises_the_version_and_an_old_version_is_refused()
    {
        var place = (await RegisterAsync(NewHub())).Place;
        place.NameEn = "Renamed";

        var updated = await UpdateAsync(place);

        updated.Place.Version.ShouldBe(2);
        updated.Place.NameEn.ShouldBe("Renamed");
        await FailsAsync(ErrorCode.PlaceVersionConflict, StatusCode.Aborted, () => UpdateAsync(place));
    }

    [Fact]
    public async Task Refusals_of_the_catalogue_have_their_codes()
    {
        await FailsAsync(ErrorCode.PlaceNotFound, StatusCode.NotFound, () => GetAsync("hub:nowhere"));
        await RegisterAsync(NewHub());
        await FailsAsync(ErrorCode.PlaceExists, StatusCode.AlreadyExists, () => RegisterAsync(NewHub()));

        var unknown = NewHub();
        (unknown.Id, unknown.Version) = ("hub:nowhere", 1);
        await FailsAsync(ErrorCode.PlaceNotFound, StatusCode.NotFound, () => UpdateAsync(unknown));

        var orphan = NewHub();
        (orphan.Id, orphan.Parent) = ("hub:orphan", "jp:99999");
        await FailsAsync(ErrorCode.InvalidParent, StatusCode.FailedPrecondition, () => RegisterAsync(orphan));
        orphan.Parent = TestPlaces.Alpha;
        await FailsAsync(ErrorCode.InvalidParent, StatusCode.FailedPrecondition, () => RegisterAsync(orphan));
    }

    [Fact]
    public async Task A_hub_that_has_reported_keeps_its_parent()
    {
        await SubmitAsync(1, [Sample.Flow()]);
        var hub = (await GetAsync(TestPlaces.Alpha)).Place;
        hub.Parent = TestPlaces.SouthCity;

        await FailsAsync(ErrorCode.InvalidParent, StatusCode.FailedPrecondition, () => UpdateAsync(hub));
    }

    public static TheoryData<string, string> BadPlaces => new()
    {
        { "id", "id" },
        { "level", "level" },
        { "parent", "parent" },
        { "latitude alone", "longitude" },
        { "latitude 91", "latitude" },
        { "latitude NaN", "latitude" },
        { "city with profile", "hub" },
        { "operator class", "operator_class" },
    };

    [Theory]
    [MemberData(nameof(BadPlaces))]
    public async Task A_bad_field_is_named(string fault, string field)
    {
        var place = NewHub();
        switch (fault)
        {
            case "id": place.Id = "hub:UPPER"; break;
            case "level": place.Level = Level.Unspecified; break;
            case "parent": place.Parent = "nothing"; break;
            case "latitude alone": place.ClearLongitude(); break;
            case "latitude 91": place.Latitude = 91; break;
            case "latitude NaN": place.Latitude = double.NaN; break;
            case "city with profile": place.Level = Level.City; break;
            default: place.Hub.OperatorClass = (OperatorClass)9; break;
        }

        var detail = await FailsAsync(ErrorCode.InvalidField, StatusCode.InvalidArgument, () => RegisterAsync(place));
        detail.Field.ShouldBe(field);
    }

    [Fact]
    public async Task Places_come_in_id_order_page_by_page()
    {
        var ids = new List<string>();
        var request = new ListPlacesRequest { PageSize = 5 };
        do
        {
            var page = await ListAsync(request);
            page.Total.ShouldBe(TestPlaces.All.Count);
            ids.AddRange(page.Places.Select(place => place.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        ids.ShouldBe(TestPlaces.All.Select(place => place.Id.Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Level.Hub, "", "", "", "hub:alpha hub:beta hub:delta hub:gamma")]
    [InlineData(Level.Hub, TestPlaces.North, "", "", "hub:alpha hub:delta hub:gamma")]
    [InlineData(Level.Unspecified, TestPlaces.SouthPrefecture, "", "", "hub:beta jp:02 jp:02100")]
    [InlineData(Level.Unspecified, "", "coworking", "", "hub:alpha hub:beta hub:delta hub:gamma")]
    [InlineData(Level.Unspecified, "", "", "ALPH", "hub:alpha")]
    [InlineData(Level.Unspecified, "", "", "南", "jp:02 jp:02100 region:south")]
    [InlineData(Level.Unspecified, "", "", "region:", "region:north region:south")]
    public async Task Places_can_be_filtered(Level level, string within, string kind, string text, string expected)
    {
        var page = await ListAsync(new ListPlacesRequest { Level = level, Within = within, Kind = kind, Text = text });

        page.Places.Select(place => place.Id).ShouldBe(expected.Split(' '));
        page.Total.ShouldBe(page.Places.Count);
    }

    [Fact]
    public async Task A_bad_listing_is_named()
    {
        (await FailsAsync(
            ErrorCode.InvalidField,
            StatusCode.InvalidArgument,
            () => ListAsync(new ListPlacesRequest { Within = "hub:nowhere" }))).Field.ShouldBe("within");
        (await FailsAsync(
            ErrorCode.InvalidField,
            StatusCode.InvalidArgument,
            () => ListAsync(new ListPlacesRequest { PageSize = 2_001 }))).Field.ShouldBe("page_size");
        await FailsAsync(
            ErrorCode.InvalidPageToken,
            StatusCode.InvalidArgument,
            () => ListAsync(new ListPlacesRequest { PageToken = "zzz" }));
    }

    [Fact]
    public async Task Partnerships_are_those_of_the_host() =>
        (await Server.Catalog.ListPartnershipsAsync(new ListPartnershipsRequest(), cancellationToken: Cancel))
            .Partnerships.ShouldBe(Partnerships);

    private static Place NewHub() => new()
    {
        Id = "hub:lab",
        Level = Level.Hub,
        Parent = TestPlaces.NorthCity,
        Kind = "university_lab",
        NameJa = "研究室",
        NameEn = "Lab",
        Latitude = 43.07,
        Longitude = 141.35,
        Hub = new HubProfile
        {
            Operator = "北大学",
            OperatorClass = OperatorClass.Public,
            OpenedYear = 2019,
            Facilities = { new Facility { Kind = "desk", Name = "机", Capacity = 12 } },
            Note = "test",
        },
    };

    private async Task<GetPlaceResponse> GetAsync(string id) =>
        await Server.Catalog.GetPlaceAsync(new GetPlaceRequest { Id = id }, cancellationToken: Cancel);

    private async Task<RegisterPlaceResponse> RegisterAsync(Place place) =>
        await Server.Catalog.RegisterPlaceAsync(new RegisterPlaceRequest { Place = place }, cancellationToken: Cancel);

    private async Task<UpdatePlaceResponse> UpdateAsync(Place place) =>
        await Server.Catalog.UpdatePlaceAsync(new UpdatePlaceRequest { Place = place }, cancellationToken: Cancel);

    private async Task<ListPlacesResponse> ListAsync(ListPlacesRequest request) =>
        await Server.Catalog.ListPlacesAsync(request, cancellationToken: Cancel);
}
