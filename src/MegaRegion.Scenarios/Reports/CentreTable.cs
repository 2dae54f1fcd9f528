using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Centre cities by the rules of <see cref="CentreRules"/>, every city of 40,000 residents with its yes or no.</summary>
internal static class CentreTable
{
    private const double LeastListed = 40_000;
    private const double RoadDetour = 1.3;
    private const double RoadKmPerMinute = 50.0 / 60;

    public static ResultTable Make(RunContext context)
    {
        var populations = new Populations(context);
        var cities = context.Model.World.Municipalities.Select(facts => (Facts: facts, Residents: populations.Of(facts)))
            .Where(city => city.Facts.Population2020 >= LeastListed && city.Facts.Kind is "city" or "designated_city").ToList();
        var rows = cities.Select(city =>
        {
            var settlement = CentreRules.Settlement(city.Facts, city.Residents);
            var core = CentreRules.Core(city.Facts, city.Residents, () => cities.Where(other => other.Facts != city.Facts)
                .Select(other => (other.Facts, other.Residents, Minutes(context, city.Facts, other.Facts))));
            return Columns.Row(
                [city.Facts.Id.Value, city.Facts.NameJa, settlement.IsEligible ? "yes" : "no", settlement.Reason, core.IsEligible ? "yes" : "no", core.Reason],
                [city.Residents, city.Facts.Daytime2020, city.Facts.DayNightRatio]);
        }).ToList();
        return new ResultTable
        {
            Key = "centres",
            TitleEn = "Cities that can be the centre of a settlement or core-city area",
            TitleJa = "定住自立圏・連携中枢都市圏の中心市の要件",
            NoteEn = FormattableString.Invariant($"Eligible: {rows.Count(row => row.Texts[2] is "yes")} for 定住自立圏 (109 areas in 2016, target 140), {rows.Count(row => row.Texts[4] is "yes")} for 連携中枢都市圏 by population of {populations.Year} and day/night ratio of 2020. Commuting into metropolitan centres and exceptions for mergers are not tested."),
            NoteJa = FormattableString.Invariant($"要件を満たす市：定住自立圏 {rows.Count(row => row.Texts[2] is "yes")}（2016 年の圏域数 109、目標 140）、連携中枢都市圏 {rows.Count(row => row.Texts[4] is "yes")}。人口は {populations.Year} 年、昼夜間人口比率は 2020 年。通勤通学割合と合併特例は判定していない。"),
            Columns =
            [
                Columns.Text("city", "City", "市コード"), Columns.Text("nameJa", "Japanese name", "市"),
                Columns.Text("settlement", "定住自立圏", "定住自立圏"), Columns.Text("settlementReason", "Why", "理由"),
                Columns.Text("core", "連携中枢都市圏", "連携中枢都市圏"), Columns.Text("coreReason", "Why", "理由"),
                Columns.Number("residents", "Residents", "人口", "persons", FigureLabel.Observed), Columns.Number("daytime", "People by day 2020", "昼間人口", "persons", FigureLabel.Observed), Columns.Number("ratio", "Day/night ratio", "昼夜間人口比率", "", FigureLabel.Observed),
            ],
            Rows = rows,
        };
    }

    /// <summary>Minutes by road: the network's between its cities, an estimate by great circle for others.</summary>
    private static double Minutes(RunContext context, MunicipalityFacts from, MunicipalityFacts to)
    {
        var (a, b) = (CityOf(context, from.Id), CityOf(context, to.Id));
        var known = a >= 0 && b >= 0 ? context.After.Service.BetweenCities(TravelMode.Car, a, b).Minutes : double.PositiveInfinity;
        return double.IsFinite(known) ? known : RoadDetour * Kilometres(from.Location, to.Location) / RoadKmPerMinute;
    }

    private static int CityOf(RunContext context, PlaceId id)
    {
        var city = context.Model.World.Geography.CityOf(id);
        return city >= 0 && context.Model.World.Inputs.Cities[city].Node[2..] == id.Value[3..] ? city : -1;
    }

    private static double Kilometres(GeoPoint a, GeoPoint b)
    {
        const double KmPerDegree = 111.19;
        var (north, east) = (a.LatitudeDegrees - b.LatitudeDegrees, (a.LongitudeDegrees - b.LongitudeDegrees) * Math.Cos(a.LatitudeDegrees * Math.PI / 180));
        return KmPerDegree * Math.Sqrt((north * north) + (east * east));
    }
}
