using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Reports;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Comparing;

/// <summary>
/// A run beside what the ledger showed later: how far its flows between prefectures were off, by layer and pair, and whether
/// it was nearer than its own baseline, which foretells that nothing changes. Errors are Σ |foretold − shown| / Σ shown; the
/// common part is 2 Σ min / (Σ foretold + Σ shown), 1 where both agree.
/// </summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Days">Days that were observed.</param>
/// <param name="Layers">Totals, errors and common part of every layer.</param>
/// <param name="Pairs">Pairs that were off most, of all layers.</param>
public sealed record ForecastCheck(string Run, int Days, ResultTable Layers, ResultTable Pairs)
{
    private const double DaysOfYear = 365;

    /// <summary>Checks a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="world">The data set that it was made on.</param>
    /// <param name="observed">What the ledger shows.</param>
    /// <param name="days">Days over which it was observed, at least 1; scaled to a year.</param>
    /// <param name="pairs">How many pairs of each layer to list.</param>
    public static ForecastCheck Of(
        ScenarioResult result, ScenarioWorld world, IReadOnlyList<ObservedFlow> observed, int days, int pairs = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        List<LayerCheck> checks = [.. result.Flows.Select(layer => LayerCheck.Of(
            layer, world, observed.Where(flow => string.Equals(flow.Layer, layer.Layer, StringComparison.Ordinal)), DaysOfYear / days))];
        return new ForecastCheck(result.Id, days, LayerTable(checks), PairTable(checks, world, pairs));
    }

    private static ResultTable LayerTable(IEnumerable<LayerCheck> checks) => new()
    {
        Key = "forecast",
        TitleEn = "Foretold and shown",
        TitleJa = "予測と実績",
        NoteEn = "Flows between prefectures, a year's. An error below that of 'no change' means that the run foretold more than its baseline did.",
        NoteJa = "都道府県間の流動（年換算）。誤差が「変化なし」より小さければ、予測は基準より実績に近い。",
        Columns =
        [
            Columns.Text("layer", "Layer", "層"),
            Columns.Text("unit", "Unit", "単位"),
            Columns.Number("foretold", "Foretold", "予測", ""),
            Columns.Number("shown", "Shown", "実績", "", FigureLabel.Observed),
            Columns.Number("percent", "Difference", "差の率", "%"),
            Columns.Number("error", "Error", "誤差", ""),
            Columns.Number("error-unchanged", "Error of no change", "変化なしの誤差", ""),
            Columns.Number("common-part", "Common part", "共通部分", ""),
        ],
        Rows = [.. checks.Select(check => Columns.Row(
            [check.Layer, check.Unit],
            check.Foretold.Sum(),
            check.Shown.Sum(),
            Columns.Percent(check.Shown.Sum(), check.Foretold.Sum()),
            check.ErrorOf(check.Foretold),
            check.ErrorOf(check.Unchanged),
            check.CommonPart))],
    };

    private static ResultTable PairTable(IEnumerable<LayerCheck> checks, ScenarioWorld world, int pairs) => new()
    {
        Key = "forecast-pairs",
        TitleEn = "Pairs that were off most",
        TitleJa = "差の大きい区間",
        KeyColumns = 3,
        Columns =
        [
            Columns.Text("layer", "Layer", "層"),
            Columns.Text("origin", "From", "出発"),
            Columns.Text("destination", "To", "到着"),
            Columns.Number("unchanged", "Baseline", "基準", ""),
            Columns.Number("foretold", "Foretold", "予測", ""),
            Columns.Number("shown", "Shown", "実績", "", FigureLabel.Observed),
            Columns.Number("difference", "Difference", "差", ""),
        ],
        Rows = [.. checks.SelectMany(check => check.WorstPairs(pairs).Select(pair => Columns.Row(
            [check.Layer, NameOf(pair.Origin, world), NameOf(pair.Destination, world)],
            check.Unchanged[pair.Index],
            check.Foretold[pair.Index],
            check.Shown[pair.Index],
            check.Foretold[pair.Index] - check.Shown[pair.Index])))],
    };

    private static string NameOf(PlaceId prefecture, ScenarioWorld world) => world.Geography.NameOf(prefecture).En;
}
