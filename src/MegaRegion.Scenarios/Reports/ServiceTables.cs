using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Which services municipalities gain or lose when their population changes (S14).</summary>
internal static class ServiceTables
{
    private const int Shown = 300;
    private const double LargeCity = 300_000;

    public static IEnumerable<ResultTable> Make(RunContext context)
    {
        var populations = new Populations(context);
        var cities = context.Model.World.Municipalities.Select(facts => (Facts: facts, Before: (double)facts.Population2020, After: populations.Of(facts))).ToList();
        yield return Summary(cities, populations.Year);
        yield return Crossings(cities, populations.Year);
    }

    private static ResultTable Summary(List<(MunicipalityFacts Facts, double Before, double After)> cities, int year) => new()
    {
        Key = "services",
        TitleEn = FormattableString.Invariant($"Services under the population of {year}"),
        TitleJa = FormattableString.Invariant($"{year} 年人口での生活サービス"),
        NoteEn = "Logistic model on the residents of the municipality; thresholds restated from general knowledge of the national grand design 2050, not verified. The last row counts municipalities of 300,000 and more outside the three metropolitan areas; the papers count urban areas (61 in 2010, 43 in 2050), which join municipalities.",
        NoteJa = "市町村人口によるロジスティックモデル。閾値は国土のグランドデザイン2050の一般的知識に基づき未検証。最終行は三大都市圏外の人口 30 万以上の市町村数で、都市圏を数える資料（2010 年 61、2050 年 43）とは単位が異なる。",
        Columns =
        [
            Columns.Text("service", "Service", "サービス"), Columns.Text("nameJa", "Japanese name", "名称"),
            Columns.Number("half", "50 % at", "50 % の人口", "persons", FigureLabel.Assumed), Columns.Number("most", "80 % at", "80 % の人口", "persons", FigureLabel.Assumed),
            Columns.Number("before", "Expected municipalities before", "期待市町村数（前）", ""), Columns.Number("after", "Expected after", "期待市町村数（後）", ""),
            Columns.Number("lost", "Fall below 50 %", "50 % を割る", ""), Columns.Number("gained", "Rise above 50 %", "50 % を超える", ""),
        ],
        Rows =
        [
            .. ServiceThreshold.All.Select(service => Columns.Row(
                [service.NameEn, service.NameJa],
                [
                    service.Half,
                    service.Most,
                    cities.Sum(city => service.Chance(city.Before)),
                    cities.Sum(city => service.Chance(city.After)),
                    cities.Count(city => city.Before >= service.Half && city.After < service.Half),
                    cities.Count(city => city.Before < service.Half && city.After >= service.Half),
                ])),
            Columns.Row(["Municipality of 300,000", "30 万人以上の市町村"], [LargeCity, null, Large(cities, city => city.Before), Large(cities, city => city.After), null, null]),
        ],
    };

    private static double Large(List<(MunicipalityFacts Facts, double Before, double After)> cities, Func<(MunicipalityFacts Facts, double Before, double After), double> population) =>
        cities.Count(city => population(city) >= LargeCity && !Metropolises.Contains(city.Facts));

    private static ResultTable Crossings(List<(MunicipalityFacts Facts, double Before, double After)> cities, int year)
    {
        var crossings = from city in cities
                        from service in ServiceThreshold.All
                        let lost = city.Before >= service.Half && city.After < service.Half
                        let gained = city.Before < service.Half && city.After >= service.Half
                        where lost || gained
                        orderby city.Before descending, city.Facts.Id, service.Half
                        select Columns.Row(
                            [city.Facts.Id.Value, service.Key, city.Facts.NameJa, lost ? "loses" : "gains"],
                            [city.Before, city.After, 100 * service.Chance(city.Before), 100 * service.Chance(city.After)]);
        var rows = crossings.ToList();
        return new ResultTable
        {
            Key = "services-cities",
            TitleEn = FormattableString.Invariant($"Municipalities that gain or lose a service by {year}"),
            TitleJa = FormattableString.Invariant($"{year} 年までにサービスを得る・失う市町村"),
            NoteEn = FormattableString.Invariant($"Those whose chance crosses 50 %: {rows.Count}; at most the {Shown} largest are listed."),
            NoteJa = FormattableString.Invariant($"立地確率が 50 % をまたぐもの {rows.Count} 件。人口の多い順に最大 {Shown} 件。"),
            KeyColumns = 2,
            Columns =
            [
                Columns.Text("city", "Municipality", "市町村コード"), Columns.Text("service", "Service", "サービス"), Columns.Text("nameJa", "Japanese name", "市町村"), Columns.Text("verdict", "Verdict", "判定"),
                Columns.Number("before", "Residents 2020", "人口（2020 年）", "persons", FigureLabel.Observed), Columns.Number("after", "Residents after", "人口（後）", "persons"),
                Columns.Number("chance", "Chance before", "立地確率（前）", "%"), Columns.Number("chanceAfter", "Chance after", "立地確率（後）", "%"),
            ],
            Rows = [.. rows.Take(Shown)],
        };
    }
}
