using MegaRegion.Modelling.Indicators;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Winners and losers: arrivals, benefit and straw index of every zone.</summary>
internal static class ZoneTable
{
    public static ResultTable Make(RunContext context)
    {
        var zones = context.Model.World.Inputs.Zones;
        var (before, after, noise) = (FlowMeasures.Arriving(context.TripsBefore), FlowMeasures.Arriving(context.TripsAfter), FlowMeasures.Arriving(context.Noise));
        var (straw, strawAfter, benefit) = (Concentration.Straw(context.TripsBefore), Concentration.Straw(context.TripsAfter), Benefit(context));
        var rows = Enumerable.Range(0, zones.Count).Select(zone => Columns.Row(
            [zones[zone].Id.Value, zones[zone].NameJa, zones[zone].NameEn, Verdict(after[zone] - before[zone], noise[zone])],
            [.. Columns.ChangeOf(before[zone], after[zone], noise[zone]), benefit[zone], straw[zone], strawAfter[zone], strawAfter[zone] - straw[zone]]));
        return new ResultTable
        {
            Key = "zones",
            TitleEn = "Zones that win and lose arrivals",
            TitleJa = "到着が増える地域・減る地域",
            NoteEn = "Straw index: (arriving − leaving) / (arriving + leaving). A change within the convergence noise is called unchanged. Benefit: change of the travellers' log-sum in yen a year, by where they start.",
            NoteJa = "ストロー指数は（到着−出発）÷（到着＋出発）。収束誤差以内は「変化なし」。便益は出発地別のログサム変化（円/年）。",
            Columns =
            [
                Columns.Text("zone", "Zone", "ゾーン"), Columns.Text("nameJa", "Japanese name", "名称"), Columns.Text("nameEn", "Name", "英語名"), Columns.Text("verdict", "Verdict", "判定"),
                .. Columns.Change("persons/year", FigureLabel.Observed),
                Columns.Number("benefit", "Benefit", "便益", "yen/year"),
                Columns.Number("straw", "Straw index before", "ストロー指数（前）", "", FigureLabel.Observed),
                Columns.Number("strawAfter", "Straw index after", "ストロー指数（後）", ""),
                Columns.Number("strawChange", "Change of straw index", "ストロー指数の変化", ""),
            ],
            Rows = [.. rows.OrderByDescending(row => row.Numbers[2])],
        };
    }

    private static string Verdict(double change, double noise) => Math.Abs(change) <= noise ? "unchanged" : change > 0 ? "wins" : "loses";

    private static double[] Benefit(RunContext context)
    {
        var benefit = new double[context.TripsBefore.Size];
        for (var i = 0; i < benefit.Length; i++)
        {
            for (var j = 0; j < benefit.Length; j++)
            {
                var change = context.After.LogSumChange[i, j];
                if (change != 0 && double.IsFinite(change))
                    benefit[i] += 0.5 * (context.TripsBefore[i, j] + context.TripsAfter[i, j]) * change / -context.Model.People.Choice.UtilityPerYen;
            }
        }

        return benefit;
    }
}
