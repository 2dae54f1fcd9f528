using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion places list</c>.</summary>
internal static class PlacesListCommand
{
    private const int PageSize = 500;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var level = new Option<string?>("--level") { Description = "Only this level. 階層" }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, WireNames.LevelWords);
        var within = new Option<string?>("--within") { Description = "Only at or below this place. この地点以下", HelpName = "place" };
        var kind = new Option<string?>("--kind") { Description = "Only this kind. 種類", HelpName = "kind" };
        var text = new Option<string?>("--text") { Description = "Only names or ids that contain this. 名称に含まれる語", HelpName = "text" };
        var limit = new Option<int>("--limit") { Description = "At most so many. 件数の上限", DefaultValueFactory = _ => PageSize, HelpName = "N" };
        var command = new Command("list", "List places. 一覧") { level, within, kind, text, limit };
        command.SetSessionAction(async (session, stop) =>
        {
            var arguments = session.Arguments;
            var request = new ListPlacesRequest
            {
                Level = arguments.GetValue(level) is { } word ? WireNames.LevelOf(word) : Level.Unspecified,
                Within = arguments.GetValue(within) ?? "",
                Kind = arguments.GetValue(kind) ?? "",
                Text = arguments.GetValue(text) ?? "",
                PageSize = PageSize,
            };
            var (places, total) = await ReadAsync(session, request, arguments.GetValue(limit), stop);
            Show(session, places, total);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<(List<Place> Places, int Total)> ReadAsync(
        Session session, ListPlacesRequest request, int limit, CancellationToken stop)
    {
        var catalogue = new CatalogService.CatalogServiceClient(session.Channel);
        var places = new List<Place>();
        int total;
        do
        {
            request.PageSize = Math.Clamp(limit - places.Count, 1, PageSize);
            var response = await catalogue.ListPlacesAsync(request, cancellationToken: stop);
            places.AddRange(response.Places);
            total = response.Total;
            request.PageToken = response.NextPageToken;
        }
        while (request.PageToken.Length > 0 && places.Count < limit);
        return (places, total);
    }

    private static void Show(Session session, List<Place> places, int total)
    {
        if (session.IsJson)
        {
            Json.Write(new { total, places = places.Select(PlaceJson.From) });
            return;
        }

        var words = session.Words;
        var table = Grids.Create("id", words.Level, words.Kind, words.Name, words.Parent, words.Population + ">");
        foreach (var place in places)
        {
            table.AddTexts(place.Id, words.NameOf(place.Level), place.Kind, words.NameOf(place), place.Parent, place.Population == 0 ? "" : Amounts.Exact(place.Population));
        }

        session.Console.Write(table);
        session.Say(words.Pick($"{places.Count} of {total}", $"{total} 件中 {places.Count} 件"));
    }
}
