using MegaRegion.Modelling.Circulation;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Year by year.</summary>
internal static class DynamicsTable
{
    public static ResultTable Make(RunContext context) => new()
    {
        Key = "dynamics",
        TitleEn = "Year by year",
        TitleJa = "年次の推移",
        NoteEn = "Attractiveness of a zone follows its arrivals with a speed of 10 % a year and returns of 0.5, both assumed; 1 is the start.",
        NoteJa = "ゾーンの魅力度は到着に応じて年 10 % の速さ・収穫 0.5（いずれも仮定）で変わる。1 が初期値。",
        Columns =
        [
            Columns.Text("year", "Year", "年"), Columns.Text("best", "Grows most", "最も伸びる"), Columns.Text("worst", "Shrinks most", "最も縮む"),
            Columns.Number("trips", "Trips", "旅客", "persons/year"), Columns.Number("rail", "By rail", "うち鉄道", "persons/year"), Columns.Number("convection", "Convection share", "対流比率", ""),
            Columns.Number("most", "Highest attractiveness", "最大の魅力度", "", FigureLabel.Assumed), Columns.Number("least", "Lowest attractiveness", "最小の魅力度", "", FigureLabel.Assumed), Columns.Number("gap", "Relative gap", "相対ギャップ", ""),
        ],
        Rows = [.. context.Dynamics.Select(year => Row(context, year))],
    };

    private static ResultRow Row(RunContext context, DynamicYear year)
    {
        var (most, least) = (Array.IndexOf(year.Attraction, year.Attraction.Max()), Array.IndexOf(year.Attraction, year.Attraction.Min()));
        var zones = context.Model.World.Inputs.Zones;
        return Columns.Row(
            [FormattableString.Invariant($"{year.Year}"), most == least ? "" : zones[most].Id.Value, most == least ? "" : zones[least].Id.Value],
            [year.Trips.Total(), year.RailTrips, HodgeDecomposition.ConvectionShare(year.Trips), year.Attraction[most], year.Attraction[least], year.RelativeGap]);
    }
}
