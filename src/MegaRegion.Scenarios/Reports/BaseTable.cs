using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>
/// Who reaches a base within 30 and 60 minutes (S15). Residents are taken as spread evenly over the municipality and bases as
/// placed independently of each other, so a resident is out of reach of all n places with chance (1 − π r² / A)ⁿ, where
/// r = (limit − wait) · speed / detour. The office alone is what there was before.
/// </summary>
internal static class BaseTable
{
    private const double Detour = 1.3;

    // Before, people drive or are driven to the office.
    private const double CarKmPerHour = 35;

    private static readonly double[] Limits = [30, 60];

    public static ResultTable Make(RunContext context) => new()
    {
        Key = "bases",
        TitleEn = "Who reaches a base",
        TitleJa = "小さな拠点に到達できる人口",
        NoteEn = "Residents spread evenly over the municipality (assumed). Without a car: on foot at 4 km/h to the office before; community transport to a base or the office after.",
        NoteJa = "居住者は市町村内に一様に分布すると仮定。車なしの場合、施策前は徒歩（時速 4 km）で役場へ、施策後はコミュニティ交通で拠点または役場へ。",
        KeyColumns = 2,
        Columns =
        [
            Columns.Text("city", "Municipality", "市町村コード"), Columns.Text("minutes", "Within", "時間"), Columns.Text("nameJa", "Japanese name", "市町村"),
            Columns.Number("residents", "Residents", "人口", "persons", FigureLabel.Observed), Columns.Number("byCar", "By car to the office", "車で役場", "persons"),
            Columns.Number("before", "Without a car before", "車なし（前）", "persons"), Columns.Number("after", "Without a car after", "車なし（後）", "persons"), Columns.Number("change", "Change", "変化", "persons"),
        ],
        Rows = [.. context.Document.Changes.OfType<OpenBases>().SelectMany(bases => Limits.Select(limit => Row(context, bases, limit)))],
    };

    private static ResultRow Row(RunContext context, OpenBases bases, double limit)
    {
        var city = context.Model.World.Municipality(new PlaceId(bases.Place))!;
        var residents = new Populations(context).Of(city);
        var (byCar, onFoot) = (Covered(city.AreaKm2, limit, CarKmPerHour, 0, 1), Covered(city.AreaKm2, limit, 4, 0, 1));
        // Nobody loses the way on foot.
        var after = Math.Max(onFoot, Covered(city.AreaKm2, limit, bases.SpeedKmPerHour, bases.WaitMinutes, bases.Bases + 1));
        return Columns.Row(
            [bases.Place, FormattableString.Invariant($"{limit} min"), city.NameJa],
            [residents, residents * byCar, residents * onFoot, residents * after, residents * (after - onFoot)]);
    }

    private static double Covered(double areaKm2, double limit, double kmPerHour, double waitMinutes, int places)
    {
        var radius = Math.Max(0, limit - waitMinutes) / 60 * kmPerHour / Detour;
        var one = areaKm2 > 0 ? Math.Min(1, Math.PI * radius * radius / areaKm2) : 1;
        return 1 - Math.Pow(1 - one, places);
    }
}
