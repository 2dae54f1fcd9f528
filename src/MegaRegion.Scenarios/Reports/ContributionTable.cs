using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>What every change adds when the changes are made in order.</summary>
internal static class ContributionTable
{
    public static ResultTable Make(RunContext context) => new()
    {
        Key = "contributions",
        TitleEn = "What every change adds, in order",
        TitleJa = "施策ごとの寄与（適用順）",
        NoteEn = "The part of a change depends on the ones before it; the sum does not.",
        NoteJa = "各施策の寄与は順序によるが、合計は順序によらない。",
        KeyColumns = 2,
        Columns =
        [
            Columns.Text("order", "Order", "順"), Columns.Text("change", "Change", "施策"),
            Columns.Number("trips", "Trips", "旅客", "persons/year"), Columns.Number("rail", "By rail", "うち鉄道", "persons/year"), Columns.Number("surplus", "Benefit", "便益", "yen/year"),
            Columns.Number("goods", "Goods", "貨物", "kg/year"), Columns.Number("money", "Money", "資金", "yen/year", FigureLabel.Assumed), Columns.Number("information", "Messages", "情報", "messages/year", FigureLabel.Assumed),
        ],
        Rows = [.. context.Document.Changes.Select((change, k) => Row(
            FormattableString.Invariant($"{k + 1}"), change.Name, context.Steps.Value[k], context.Steps.Value[k + 1]))],
    };

    /// <summary>The difference between two solutions.</summary>
    public static ResultRow Row(string order, string name, SolvedLayers before, SolvedLayers after) => Columns.Row(
        [order, name],
        [
            after.AllTrips.Total() - before.AllTrips.Total(),
            after.Trips[0].Total() - before.Trips[0].Total(),
            after.SurplusYen - before.SurplusYen,
            .. Enumerable.Range(0, 3).Select(k => (double?)(FlowMeasures.Between(after.Others[k]) - FlowMeasures.Between(before.Others[k]))),
        ]);
}
