using MegaRegion.DataSet.Flows;
using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Replay;

/// <summary>
/// Reads <c>flows/hub_activity_assumptions.csv</c>. The other end of a row is a place, or <c>prefectures</c>: then the
/// quantity is spread over the prefectures by population.
/// </summary>
internal sealed class HubActivityReader(
    JapanDataSet dataSet, IReadOnlyDictionary<string, HourProfile> profiles, ProblemLog problems)
{
    /// <summary>The table.</summary>
    public const string File = "flows/hub_activity_assumptions.csv";

    private const string AllPrefectures = "prefectures";

    private static readonly Dictionary<string, bool> Directions = new(StringComparer.Ordinal)
    {
        ["in"] = true,
        ["out"] = false,
    };

    private static readonly Dictionary<string, Provenance> Provenances = new(StringComparer.Ordinal)
    {
        ["modelled"] = Provenance.Modelled,
        ["assumed"] = Provenance.Assumed,
    };

    private readonly Place[] _prefectures = [.. dataSet.Places.Where(place => place.Level == Level.Prefecture)];

    public static IReadOnlyList<HubActivity> Read(
        JapanDataSet dataSet, IReadOnlyDictionary<string, HourProfile> profiles, ProblemLog problems) =>
        new HubActivityReader(dataSet, profiles, problems).Read();

    private List<HubActivity> Read()
    {
        var activities = new List<HubActivity>();
        string[] columns =
        [
            "hub", "direction", "other_place", "layer", "purpose", "mode", "annual_quantity", "profile", "provenance",
            "basis",
        ];
        foreach (var row in TableFile.Read(dataSet.Directory, File, columns, problems))
            activities.AddRange(ReadRow(row));
        return activities;
    }

    private List<HubActivity> ReadRow(TableRow row)
    {
        row.Required("basis");
        var quantity = row.Whole("annual_quantity", 1, 1_000_000_000_000_000);
        var layer = row.OneOf("layer", EnumWords<Layer>.All);
        var purpose = row.OneOf("purpose", EnumWords<Purpose>.All);
        var mode = row.OneOf("mode", EnumWords<TransportMode>.All);
        var provenance = row.OneOf("provenance", Provenances);
        var inbound = row.OneOf("direction", Directions);
        var known = profiles.TryGetValue(row.Text("profile"), out var profile);
        if (!known)
            row.Report(
                "profile",
                $"'{row.Text("profile")}' is not in flows/hour_profiles.csv.",
                $"use one of {string.Join(", ", profiles.Keys)}.");
        if (Hub(row) is not { } hub || !known)
            return [];

        return
        [
            .. OtherEnds(row, quantity).Select(end => new HubActivity(
                hub,
                inbound
                    ? new FlowTableCell(end.Place, hub, end.Quantity, purpose, mode)
                    : new FlowTableCell(hub, end.Place, end.Quantity, purpose, mode),
                layer,
                profile!,
                provenance)),
        ];
    }

    private PlaceId? Hub(TableRow row)
    {
        if (row.Id("hub") is not { } id)
            return null;
        if (dataSet.Find(id) is { Level: Level.Hub })
            return id;

        row.Report("hub", $"{id} is not a hub of places/hubs.csv.", "correct the id.");
        return null;
    }

    private IEnumerable<(PlaceId Place, long Quantity)> OtherEnds(TableRow row, long quantity)
    {
        if (row.Text("other_place") is AllPrefectures)
        {
            var parts = Apportionment.LargestRemainder(
                quantity, Array.ConvertAll(_prefectures, place => place.Population));
            return _prefectures.Select((place, i) => (place.Id, parts[i]));
        }

        if (row.Id("other_place") is not { } id)
            return [];
        if (dataSet.Find(id) is { Level: not Level.Hub } other)
            return [(other.Id, quantity)];

        row.Report(
            "other_place",
            $"{id} is not a city, prefecture or region; a hub reports what comes from or goes to one.",
            "correct the id.");
        return [];
    }
}
