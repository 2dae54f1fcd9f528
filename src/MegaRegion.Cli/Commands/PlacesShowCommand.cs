using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion places show ID</c>.</summary>
internal static class PlacesShowCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "For example jp:06203 or hub:linkers. 地点の ID" };
        var command = new Command("show", "Show one place. 一件を表示") { id };
        command.SetSessionAction(async (session, stop) =>
        {
            var catalogue = new CatalogService.CatalogServiceClient(session.Channel);
            var request = new GetPlaceRequest { Id = session.Arguments.GetRequiredValue(id) };
            var response = await catalogue.GetPlaceAsync(request, cancellationToken: stop);
            PlaceCard.Show(session, response.Place);
            return ExitCode.Ok;
        });
        return command;
    }
}
