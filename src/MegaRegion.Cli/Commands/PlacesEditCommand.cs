using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion places edit ID</c>: changes what is named and keeps the rest.</summary>
internal static class PlacesEditCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The place. 地点の ID" };
        var attributes = new PlaceArguments();
        var command = new Command("edit", "Edit a place. 変更") { id };
        attributes.AddTo(command);
        command.SetSessionAction(async (session, stop) =>
        {
            var catalogue = new CatalogService.CatalogServiceClient(session.Channel);
            var request = new GetPlaceRequest { Id = session.Arguments.GetRequiredValue(id) };
            var place = (await catalogue.GetPlaceAsync(request, cancellationToken: stop)).Place;
            attributes.Apply(session.Arguments, place);

            // The version that was read travels along, so an edit by someone else in between is not overwritten.
            var response = await catalogue.UpdatePlaceAsync(new UpdatePlaceRequest { Place = place }, cancellationToken: stop);
            PlaceCard.Show(session, response.Place);
            return ExitCode.Ok;
        });
        return command;
    }
}
