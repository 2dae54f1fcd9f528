using MegaRegion.Modelling.Indicators;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>
/// Attractiveness of hubs by factors (S25): ln W = Σ weight · ln(factor / mean), over people within an hour (metropolis),
/// residents of the city, people per km² (walkability), workers in services per resident (amenity) and facilities. The
/// weights are assumed; the factors are observed or modelled. What the scenario changes is the reach.
/// </summary>
internal static class AttractivenessTable
{
    private const double HourMinutes = 60;

    private static readonly double[] Weights = [0.3, 0.2, 0.2, 0.2, 0.1];

    public static ResultTable Make(RunContext context)
    {
        var hubs = context.Model.World.Hubs.Where(hub => hub.Municipality is { } city && context.Model.World.Municipality(city) is not null).ToList();
        var (before, after) = (Factors(context, hubs, context.Before), Factors(context, hubs, context.After));
        double[] means = [.. Enumerable.Range(0, Weights.Length).Select(factor => before.Average(hub => Math.Log(hub[factor])))];
        double[] Parts(double[] factors) => [.. factors.Select((value, k) => Weights[k] * (Math.Log(value) - means[k]))];
        var rows = hubs.Select((hub, k) =>
        {
            var (was, now) = (Parts(before[k]), Parts(after[k]));
            return Columns.Row(
                [hub.Id.Value, hub.NameJa, hub.NameEn],
                [Math.Exp(was.Sum()), Math.Exp(now.Sum()), 100 * (Math.Exp(now.Sum() - was.Sum()) - 1), .. now.Select(part => (double?)part)]);
        });
        return new ResultTable
        {
            Key = "attractiveness",
            TitleEn = "Attractiveness of hubs by factors",
            TitleJa = "拠点の魅力度とその要因",
            NoteEn = "1 is the mean hub. The parts add up to ln(attractiveness). Weights 0.3, 0.2, 0.2, 0.2, 0.1 are assumed.",
            NoteJa = "平均的な拠点を 1 とする。要因の和が ln（魅力度）。重み 0.3・0.2・0.2・0.2・0.1 は仮定。",
            Columns =
            [
                Columns.Text("hub", "Hub", "拠点"), Columns.Text("nameJa", "Japanese name", "名称"), Columns.Text("nameEn", "Name", "英語名"),
                Columns.Number("before", "Before", "変化前", "", FigureLabel.Assumed), Columns.Number("after", "After", "変化後", "", FigureLabel.Assumed), Columns.Number("percent", "Change", "変化率", "%", FigureLabel.Assumed),
                Columns.Number("reach", "People within an hour", "1 時間圏人口", "ln"), Columns.Number("residents", "Residents of the city", "都市の人口", "ln", FigureLabel.Observed), Columns.Number("density", "Walkability (density)", "歩ける密度", "ln", FigureLabel.Observed),
                Columns.Number("amenity", "Amenity (services)", "アメニティ（サービス業）", "ln", FigureLabel.Observed), Columns.Number("facilities", "Facilities", "施設", "ln", FigureLabel.Observed),
            ],
            Rows = [.. rows.OrderByDescending(row => row.Numbers[1])],
        };
    }

    private static List<double[]> Factors(RunContext context, List<Worlds.HubFacts> hubs, SolvedLayers solved)
    {
        double[] people = [.. context.Model.World.Inputs.Cities.Select(city => (double)city.Population)];
        var reach = Access.Within(solved.Service.FastestMinutes(), people, HourMinutes);
        return [.. hubs.Select(hub =>
        {
            var city = context.Model.World.Municipality(hub.Municipality!.Value)!;
            var near = context.Model.World.Geography.CityOf(city.Id);
            return new[]
            {
                Math.Max(1, near >= 0 ? reach[near] : city.Population2020),
                Math.Max(1, city.Population2020),
                Math.Max(1, city.AreaKm2 > 0 ? city.Population2020 / city.AreaKm2 : 1),
                Math.Max(0.01, city.Population2020 > 0 ? city.TertiaryWorkers2020 / (double)city.Population2020 : 0.01),
                1.0 + hub.Facilities,
            };
        })];
    }
}
