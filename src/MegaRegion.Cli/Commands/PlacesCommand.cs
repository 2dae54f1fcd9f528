using System.CommandLine;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion places</c>: the catalogue.</summary>
internal static class PlacesCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("places", "The catalogue of places. 地点の台帳")
    {
        PlacesListCommand.Create(),
        PlacesShowCommand.Create(),
        PlacesRegisterCommand.Create(),
        PlacesEditCommand.Create(),
    };
}
