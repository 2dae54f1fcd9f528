using System.Globalization;
using MegaRegion.Cli.Running;
using MegaRegion.V1;
using Spectre.Console;

namespace MegaRegion.Cli.Output;

/// <summary>Shows one place.</summary>
internal static class PlaceCard
{
    /// <summary>Writes it as a card or as JSON.</summary>
    public static void Show(Session session, Place place)
    {
        if (session.IsJson)
        {
            Json.Write(PlaceJson.From(place));
            return;
        }

        var words = session.Words;
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add(grid, "id", place.Id);
        Add(grid, words.Name, $"{place.NameJa} / {place.NameEn}");
        Add(grid, words.Level, words.NameOf(place.Level));
        Add(grid, words.Kind, place.Kind);
        Add(grid, words.Parent, place.Parent);
        Add(grid, words.Population, place.Population == 0 ? "" : Amounts.Exact(place.Population));
        if (place.HasLatitude)
        {
            Add(grid, words.Pick("Site", "位置"), string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:F5}, {place.Longitude:F5}"));
        }

        if (place.Hub is { } hub)
        {
            Add(grid, words.Pick("Operator", "運営"), hub.Operator);
            Add(grid, words.Pick("Operator class", "運営者の区分"), hub.OperatorClass == OperatorClass.Unspecified ? "" : hub.OperatorClass.ToString());
            Add(grid, words.Pick("Facilities", "施設"), string.Join(", ", hub.Facilities.Select(facility => $"{facility.Name} [{facility.Kind}] {facility.Capacity}")));
            Add(grid, words.Pick("Note", "備考"), hub.Note);
        }

        Add(grid, words.Pick("Version", "版"), place.Version.ToString(CultureInfo.InvariantCulture));
        session.Console.Write(grid);
    }

    private static void Add(Grid grid, string name, string value)
    {
        if (value.Length > 0)
        {
            grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        }
    }
}
