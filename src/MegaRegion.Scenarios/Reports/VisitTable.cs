using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>
/// Visits to the cities that a scenario is about (S02), by zone of origin. The city's part of its zone's observed arrivals (by
/// residents, assumed) moves with the service to this very city, which a zone's mean would hide: shares and log-sum pivot as in
/// the people layer, factors of demand are the zone's.
/// </summary>
internal static class VisitTable
{
    public static ResultTable Make(RunContext context)
    {
        var rows = Cities(context).SelectMany(city => Rows(context, city)).ToList();
        return new ResultTable
        {
            Key = "visits",
            TitleEn = "Visits to the scenario's cities",
            TitleJa = "対象都市への来訪",
            NoteEn = "A city's part of the zone's observed arrivals goes by residents, which is assumed; its change follows travel to this city.",
            NoteJa = "ゾーンへの到着実績を人口で按分（仮定）し、その都市への移動条件の変化で動かす。",
            KeyColumns = 2,
            Columns =
            [
                Columns.Text("city", "City", "都市コード"), Columns.Text("from", "From", "出発"), Columns.Text("nameJa", "Japanese name", "都市"), Columns.Text("mode", "Fastest mode after", "最速手段（後）"),
                .. Columns.Change("persons/year", FigureLabel.Assumed)[..4],
                Columns.Number("minutes", "Minutes before", "所要時間（前）", "min"), Columns.Number("minutesAfter", "Minutes after", "所要時間（後）", "min"),
            ],
            Rows = rows,
        };
    }

    private static IEnumerable<int> Cities(RunContext context)
    {
        var geography = context.Model.World.Geography;
        var places = context.Document.Changes.Select(change => change switch
        {
            ChangeHub hub => hub.Place,
            ScaleFacility facility => facility.Place,
            DesignateArea area => area.Place,
            HoldEvent hold => hold.Place,
            CreateJobs jobs => jobs.Place,
            AgreeBetween agreement => agreement.Partner,
            _ => "",
        }).Where(place => place.Length > 0).Select(place => geography.CityOf(new PlaceId(place)));
        var nodes = context.Document.Changes.SelectMany(Nodes).ToHashSet(StringComparer.Ordinal);
        var cities = context.Model.World.Inputs.Cities;
        return places.Concat(Enumerable.Range(0, cities.Count).Where(city => IsAt(context, nodes, city))).Where(city => city >= 0).Distinct().Order();
    }

    private static IEnumerable<string> Nodes(Modification change) => change switch
    {
        AddLink add => [add.FromNode, add.ToNode],
        ChangeLinks edit => edit.Links.Nodes,
        _ => [],
    };

    /// <summary>Whether a city is a node of the changes, or has way to one that nobody else has.</summary>
    private static bool IsAt(RunContext context, HashSet<string> nodes, int city)
    {
        var node = context.Model.World.Inputs.Cities[city].Node;
        return nodes.Contains(node) || nodes.Any(named => context.Model.World.Inputs.Links.Where(link => link.Kind == LinkKind.Access && link.To == named && link.OpenedYear is not null)
            .Select(link => link.From).ToList() is [var only] && only == node);
    }

    private static IEnumerable<ResultRow> Rows(RunContext context, int city)
    {
        var cities = context.Model.World.Inputs.Cities;
        var (zone, weight) = (cities[city].Zone, cities[city].Weight);
        var rows = new List<(ResultRow Row, double Before, double After)>();
        for (var from = 0; from < context.TripsBefore.Size; from++)
        {
            if (context.TripsBefore[from, zone] <= 0)
                continue;
            var before = weight * context.TripsBefore[from, zone];
            var origin = Enumerable.Range(0, cities.Count).Where(k => cities[k].Zone == from).MaxBy(k => cities[k].Population);
            var after = before * CityFactor(context, from, origin, city, zone);
            var (minutes, minutesAfter) = (Fastest(context.Before, origin, city).Minutes, Fastest(context.After, origin, city));
            rows.Add((Columns.Row(
                [cities[city].Node[2..], context.Model.World.Inputs.Zones[from].Id.Value, cities[city].NameJa, minutesAfter.Mode],
                [before, after, after - before, Columns.Percent(before, after), Finite(minutes), Finite(minutesAfter.Minutes)]), before, after));
        }

        var (sum, sumAfter) = (rows.Sum(row => row.Before), rows.Sum(row => row.After));
        return rows.OrderByDescending(row => Math.Abs(row.After - row.Before)).Select(row => row.Row)
            .Prepend(Columns.Row([cities[city].Node[2..], "all", cities[city].NameJa, ""], [sum, sumAfter, sumAfter - sum, Columns.Percent(sum, sumAfter), null, null]));
    }

    /// <summary>Factor on the city's visits: the zone's, with travel to the zone replaced by travel to the city.</summary>
    private static double CityFactor(RunContext context, int from, int origin, int city, int zone)
    {
        var (before, after) = (context.TripsBefore[from, zone], context.TripsAfter[from, zone]);
        var lambda = context.Document.Solve.IsDemandElastic ? context.Model.People.Distribution.LogSumCoefficient : 0;
        var zoneChange = context.After.LogSumChange[from, zone];
        if (!double.IsFinite(zoneChange))
            return 0;
        return after / before * Math.Exp(lambda * (LogSumChange(context, from, origin, city, zone) - zoneChange));
    }

    private static double LogSumChange(RunContext context, int from, int origin, int city, int zone)
    {
        var (choice, sum) = (context.Model.People.Choice.Coefficients, 0.0);
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            var share = context.Before.Trips[(int)mode][from, zone] / context.TripsBefore[from, zone];
            var (was, now) = (context.Before.Service.BetweenCities(mode, origin, city), context.After.Service.BetweenCities(mode, origin, city));
            var (v, w) = (choice.Utility(was.Minutes, was.Yen, (int)mode), choice.Utility(now.Minutes, now.Yen, (int)mode));
            sum += share * (double.IsFinite(v) ? Math.Exp(w - v) : 1);
        }

        return sum > 0 ? Math.Log(sum) : 0;
    }

    private static (double Minutes, string Mode) Fastest(SolvedLayers solved, int from, int to) => Enum.GetValues<TravelMode>()
        .Select(mode => (solved.Service.BetweenCities(mode, from, to).Minutes, mode.ToString().ToLowerInvariant())).MinBy(way => way.Minutes);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
