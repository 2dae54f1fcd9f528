using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>The hubs of the load, each in another city.</summary>
internal static class LoadPlaces
{
    /// <summary>Registers hubs and returns their ids; those that are registered already stay.</summary>
    public static async Task<IReadOnlyList<string>> RegisterAsync(ChannelBase channel, int count)
    {
        var catalogue = new CatalogService.CatalogServiceClient(channel);
        var cities = (await catalogue.ListPlacesAsync(new ListPlacesRequest { Level = Level.City, PageSize = count })).Places;
        var ids = new List<string>();
        foreach (var (city, number) in cities.Select((city, index) => (city, index + 1)))
        {
            var id = FormattableString.Invariant($"hub:load-{number}");
            ids.Add(id);
            await catalogue.RegisterPlaceAsync(new RegisterPlaceRequest
            {
                Place = new Place
                {
                    Id = id,
                    Level = Level.Hub,
                    Parent = city.Id,
                    Kind = "coworking",
                    NameJa = $"負荷試験 {number}",
                    NameEn = $"Load {number}",
                },
            });
        }

        return ids;
    }
}
