using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>The effect of each designation by itself (S16): the scenario with it against the scenario without it.</summary>
internal static class DesignationTable
{
    public static ResultTable Make(RunContext context) => ContributionTable.Make(context) with
    {
        Key = "designations",
        TitleEn = "Effect of designations by themselves",
        TitleJa = "指定制度ごとの単独効果",
        NoteEn = "The whole scenario less the same scenario without the designation. How much a designation attracts is assumed by the scenario's author.",
        NoteJa = "全体から、その指定だけを除いた場合を引いた差。指定の誘引効果の大きさはシナリオ作成者の仮定。",
        Rows = [.. context.Document.Changes.OfType<DesignateArea>().Select(area => ContributionTable.Row(
            area.Place,
            $"{area.Instrument}",
            context.Solve(context.Document.Changes.Where(change => !ReferenceEquals(change, area))),
            context.After))],
    };
}
