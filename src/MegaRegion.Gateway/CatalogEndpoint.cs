using Grpc.Core;
using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Catalog;
using MegaRegion.Gateway.Errors;
using MegaRegion.Grains.Catalog;
using MegaRegion.V1;

namespace MegaRegion.Gateway;

/// <summary>CatalogService on the wire.</summary>
internal sealed class CatalogEndpoint(
    IPlaceCatalog catalog, PlaceListing listing, IPartnershipCatalog partnerships) : CatalogService.CatalogServiceBase
{
    /// <inheritdoc/>
    public override async Task<GetPlaceResponse> GetPlace(GetPlaceRequest request, ServerCallContext context)
    {
        var entry = await catalog.FindAsync(request.Id, context.CancellationToken)
            ?? throw new ServiceErrorException(ServiceErrors.PlaceNotFound(request.Id));
        return new GetPlaceResponse { Place = PlaceMessages.ToWire(entry) };
    }

    /// <inheritdoc/>
    public override async Task<ListPlacesResponse> ListPlaces(ListPlacesRequest request, ServerCallContext context) =>
        listing.List(request, await catalog.RefreshAsync(context.CancellationToken));

    /// <inheritdoc/>
    public override async Task<RegisterPlaceResponse> RegisterPlace(
        RegisterPlaceRequest request, ServerCallContext context)
    {
        var place = PlaceMessages.ToDomain(request.Place);
        var result = await catalog.RegisterAsync(place, context.CancellationToken);
        return new RegisterPlaceResponse { Place = PlaceMessages.ToWire(EntryOf(result, place.Id.Value)) };
    }

    /// <inheritdoc/>
    public override async Task<UpdatePlaceResponse> UpdatePlace(UpdatePlaceRequest request, ServerCallContext context)
    {
        var place = PlaceMessages.ToDomain(request.Place);
        var result = await catalog.UpdateAsync(place, request.Place.Version, context.CancellationToken);
        return new UpdatePlaceResponse { Place = PlaceMessages.ToWire(EntryOf(result, place.Id.Value)) };
    }

    /// <inheritdoc/>
    public override Task<ListPartnershipsResponse> ListPartnerships(
        ListPartnershipsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListPartnershipsResponse { Partnerships = { partnerships.Partnerships } });

    private static CatalogEntry EntryOf(CatalogResult result, string id)
    {
        var (field, message) = (result.Field, result.Message);
        return result.Refusal switch
        {
            CatalogRefusal.None => result.Entry
                ?? throw new InvalidOperationException($"The catalogue accepted {id} without an entry."),
            CatalogRefusal.Exists => throw new ServiceErrorException(ServiceErrors.PlaceExists(field, message)),
            CatalogRefusal.NotFound => throw new ServiceErrorException(ServiceErrors.PlaceNotFound(id)),
            CatalogRefusal.VersionConflict =>
                throw new ServiceErrorException(ServiceErrors.PlaceVersionConflict(field, message)),
            CatalogRefusal.InvalidParent => throw new ServiceErrorException(ServiceErrors.InvalidParent(field, message)),
            CatalogRefusal.InvalidField => throw new ServiceErrorException(
                ServiceErrors.InvalidField(field, message, $"「{field}」の値が正しくありません。")),
            _ => throw new InvalidOperationException(
                $"The catalogue refused {id} with {result.Refusal}, which has no error code."),
        };
    }
}
