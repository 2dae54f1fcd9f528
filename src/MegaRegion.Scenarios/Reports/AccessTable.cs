using MegaRegion.Modelling.Indicators;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>People within 1, 2 and 3 hours of every city, before and after (S18).</summary>
internal static class AccessTable
{
    private static readonly double[] Limits = [60, 120, 180];

    public static ResultTable Make(RunContext context)
    {
        var cities = context.Model.World.Inputs.Cities;
        double[] people = [.. cities.Select(city => (double)city.Population)];
        var (minutesBefore, minutesAfter) = (context.Before.Service.FastestMinutes(), context.After.Service.FastestMinutes());
        var (before, after) = (Limits.Select(limit => Access.Within(minutesBefore, people, limit)).ToArray(), Limits.Select(limit => Access.Within(minutesAfter, people, limit)).ToArray());
        var all = people.Sum();
        var rows = Enumerable.Range(0, cities.Count).Select(city => Columns.Row(
            [cities[city].Node[2..], cities[city].NameJa],
            [.. Enumerable.Range(0, Limits.Length).SelectMany(k => new double?[] { before[k][city], after[k][city], after[k][city] - before[k][city] }), 100 * before[2][city] / all, 100 * after[2][city] / all]));
        return new ResultTable
        {
            Key = "access",
            TitleEn = "People within 1, 2 and 3 hours",
            TitleJa = "1・2・3 時間圏人口",
            NoteEn = "Residents of the model's 111 cities within reach from door to door by the fastest mode, the city's own included.",
            NoteJa = "モデルの 111 都市の居住者のうち、最速の交通機関で到達できる人数（自市を含む）。",
            Columns =
            [
                Columns.Text("city", "City", "都市コード"), Columns.Text("nameJa", "Japanese name", "都市"),
                .. Limits.SelectMany(limit => Of((int)(limit / 60))),
                Columns.Number("share", "Share within 3 h before", "3 時間圏の割合（前）", "%"), Columns.Number("shareAfter", "Share within 3 h after", "3 時間圏の割合（後）", "%"),
            ],
            Rows = [.. rows],
        };
    }

    private static ResultColumn[] Of(int hours) =>
    [
        Columns.Number(FormattableString.Invariant($"within{hours}h"), FormattableString.Invariant($"Within {hours} h before"), FormattableString.Invariant($"{hours} 時間圏（前）"), "persons"),
        Columns.Number(FormattableString.Invariant($"within{hours}hAfter"), FormattableString.Invariant($"Within {hours} h after"), FormattableString.Invariant($"{hours} 時間圏（後）"), "persons"),
        Columns.Number(FormattableString.Invariant($"within{hours}hChange"), FormattableString.Invariant($"Change within {hours} h"), FormattableString.Invariant($"{hours} 時間圏の変化"), "persons"),
    ];
}
