using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion places register ID</c>.</summary>
internal static class PlacesRegisterCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "For example hub:my-lab. 新しい ID" };
        var level = new Option<string>("--level") { Description = "Its level. 階層", DefaultValueFactory = _ => "hub" }
            .AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, WireNames.LevelWords);
        var attributes = new PlaceArguments();
        var command = new Command("register", "Register a place, for example a hub. 登録") { id, level };
        attributes.AddTo(command);
        command.SetSessionAction(async (session, stop) =>
        {
            var place = new Place
            {
                Id = session.Arguments.GetRequiredValue(id),
                Level = WireNames.LevelOf(session.Arguments.GetRequiredValue(level)),
            };
            attributes.Apply(session.Arguments, place);
            var catalogue = new CatalogService.CatalogServiceClient(session.Channel);
            var response = await catalogue.RegisterPlaceAsync(new RegisterPlaceRequest { Place = place }, cancellationToken: stop);
            PlaceCard.Show(session, response.Place);
            return ExitCode.Ok;
        });
        return command;
    }
}
