using Grpc.Core;
using MegaRegion.Cli.Running;
using MegaRegion.Client.Errors;
using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>Sees to it that the hubs of a load are in the target's catalogue.</summary>
internal static class LoadCatalogue
{
    private const string Kind = "observatory";
    private const string Mark = "hub:load-";
    private const int PageSize = 2_000;
    private const int AtOnce = 64;

    /// <summary>Registers the hubs that are missing.</summary>
    /// <returns>How many were missing.</returns>
    /// <exception cref="CliException">The catalogue does not have the places that they observe.</exception>
    public static async Task<int> RegisterAsync(ChannelBase channel, IReadOnlyList<HubSeat> seats, CancellationToken stop)
    {
        var catalog = new CatalogService.CatalogServiceClient(channel);
        var known = await KnownAsync(catalog, stop);
        HubSeat[] missing = [.. seats.Where(seat => !known.Contains(seat.Id))];
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (seat, cancelled) => await RegisterAsync(catalog, seat, cancelled));
        return missing.Length;
    }

    private static async Task<HashSet<string>> KnownAsync(CatalogService.CatalogServiceClient catalog, CancellationToken stop)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var request = new ListPlacesRequest { Level = Level.Hub, Kind = Kind, Text = Mark, PageSize = PageSize };
        do
        {
            var page = await catalog.ListPlacesAsync(request, cancellationToken: stop);
            known.UnionWith(page.Places.Select(place => place.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return known;
    }

    private static async Task RegisterAsync(CatalogService.CatalogServiceClient catalog, HubSeat seat, CancellationToken stop)
    {
        var place = new Place
        {
            Id = seat.Id,
            Level = Level.Hub,
            Parent = seat.Place,
            Kind = Kind,
            NameEn = "Load of " + seat.Place,
            NameJa = seat.Place + " の負荷試験",
            Hub = new HubProfile { Note = "Registered by 'megaregion load'." },
        };
        try
        {
            await catalog.RegisterPlaceAsync(new RegisterPlaceRequest { Place = place }, cancellationToken: stop);
        }
        catch (RpcException refusal) when (ErrorDetails.Find(refusal)?.Code == ErrorCode.PlaceExists)
        {
            // Another load registers the same hubs at this moment.
        }
        catch (RpcException refusal) when (ErrorDetails.Find(refusal)?.Code == ErrorCode.InvalidParent)
        {
            throw new CliException(
                ExitCode.Refused, $"The target does not know {seat.Place}, where flows of the run begin. Cure: start it with the data set of the run.");
        }
    }
}
