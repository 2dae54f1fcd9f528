using MegaRegion.Scenarios.Reports;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Comparing;

/// <summary>Which pairs differ most between two runs, and why by the causes that the runs themselves found.</summary>
internal static class PairExplanation
{
    private const int Shown = 20;

    public static ResultTable Of(ScenarioResult first, ScenarioResult second, double floor)
    {
        var (a, b) = (first.Flows[0], second.Flows[0]);
        var size = a.Places.Count;
        var least = floor * a.After.Max();
        var pairs = Enumerable.Range(0, a.After.Count)
            .Where(pair => a.After[pair] != b.After[pair])
            .OrderByDescending(pair => Math.Abs(b.After[pair] - a.After[pair])).ThenBy(pair => pair).Take(Shown);
        return new ResultTable
        {
            Key = "explanation",
            TitleEn = "Pairs that differ most, and why",
            TitleJa = "差の大きい区間とその理由",
            NoteEn = "Change and cost component as the second run found them, else the first; empty where a pair is not among either's largest changes.",
            NoteJa = "理由は二つ目の計算、なければ一つ目の計算による。どちらの上位にもない区間は空欄。",
            KeyColumns = 2,
            Columns = [Columns.Text("from", "From", "出発"), Columns.Text("to", "To", "到着"), Columns.Text("change", "Change of the scenario", "主な施策"), Columns.Text("component", "Cost component", "主な費用要素"), .. TableComparison.Differences],
            Rows = [.. pairs.Select(pair =>
            {
                var (from, to) = (a.Places[pair / size], a.Places[pair % size]);
                var (change, component) = Cause(second, from, to) ?? Cause(first, from, to) ?? ("", "");
                return Columns.Row([from, to, change, component], TableComparison.Values(a.After[pair], b.After[pair], Noise(first, second, from, to), least));
            })],
        };
    }

    private static (string Change, string Component)? Cause(ScenarioResult run, string from, string to) =>
        Row(run, from, to) is { } row ? (row.Texts[2], row.Texts[3]) : null;

    private static double Noise(ScenarioResult first, ScenarioResult second, string from, string to) =>
        NoiseOf(first, from, to) + NoiseOf(second, from, to);

    private static double NoiseOf(ScenarioResult run, string from, string to) =>
        Row(run, from, to) is { } row && run.Table("causes") is { } table ? row.Numbers[RunComparison.ColumnOf(table, "noise")] ?? 0 : 0;

    private static ResultRow? Row(ScenarioResult run, string from, string to) =>
        run.Table("causes")?.Rows.FirstOrDefault(row => string.Equals(row.Texts[0], from, StringComparison.Ordinal) && string.Equals(row.Texts[1], to, StringComparison.Ordinal));
}
