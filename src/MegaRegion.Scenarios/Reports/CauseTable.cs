using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>
/// Why the largest changes of trips are what they are: ln T′/T splits into growth that the changes state, better or worse
/// travel (λ times the change of the log-sum) and what other layers induce; of travel, the mode that matters most and its
/// minutes and yen; and the change of the scenario after which the pair moved most.
/// </summary>
internal static class CauseTable
{
    private const int Shown = 30;
    private const double LeastTrips = 1000;

    public static ResultTable Make(RunContext context)
    {
        var (before, after) = (context.TripsBefore, context.TripsAfter);
        var pairs = from i in Enumerable.Range(0, before.Size)
                    from j in Enumerable.Range(0, before.Size)
                    where after[i, j] != before[i, j]
                    orderby Math.Abs(after[i, j] - before[i, j]) descending
                    select (i, j);
        return new ResultTable
        {
            Key = "causes",
            TitleEn = "Largest changes between zones and their causes",
            TitleJa = "変化の大きい区間とその要因",
            NoteEn = "Logarithmic parts add up to ln(after / before). Percent is empty below 1,000 trips a year.",
            NoteJa = "対数の内訳の和は ln（後÷前）。年間 1,000 人以下の区間の変化率は示さない。",
            KeyColumns = 2,
            Columns =
            [
                Columns.Text("from", "From", "出発"), Columns.Text("to", "To", "到着"), Columns.Text("change", "Change of the scenario", "主な施策"), Columns.Text("component", "Cost component", "主な費用要素"),
                .. Columns.Change("persons/year", FigureLabel.Observed),
                Columns.Number("lnGrowth", "Stated growth (ln)", "与件の伸び (ln)", ""), Columns.Number("lnTravel", "Travel (ln)", "移動条件 (ln)", ""), Columns.Number("lnInduced", "Other layers (ln)", "他の層 (ln)", ""),
                Columns.Number("minutes", "Minutes of that mode", "その手段の時間変化", "min"), Columns.Number("yen", "Fare of that mode", "その手段の運賃変化", "yen"),
            ],
            Rows = [.. pairs.Take(Shown).Select(pair => Row(context, pair.i, pair.j))],
        };
    }

    private static ResultRow Row(RunContext context, int i, int j)
    {
        var zones = context.Model.World.Inputs.Zones;
        var of = context.Model.World.Geography.PrefectureOfZone;
        var (before, after) = (context.TripsBefore[i, j], context.TripsAfter[i, j]);
        var (all, induced) = (Math.Log(after / before), context.After.Induced[0][of[i], of[j]]);
        var travel = context.Document.Solve.IsDemandElastic ? context.Model.People.Distribution.LogSumCoefficient * context.After.LogSumChange[i, j] : 0;
        var (component, minutes, yen) = Component(context, i, j);
        return Columns.Row(
            [zones[i].Id.Value, zones[j].Id.Value, Cause(context, i, j), component],
            [.. Columns.ChangeOf(before, after, context.Noise[i, j], LeastTrips), Finite(all - travel - induced), Finite(travel), induced, minutes, yen]);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Cause(RunContext context, int i, int j)
    {
        var changes = context.Document.Changes;
        if (changes.Count <= 1)
            return changes.Count == 0 ? "" : changes[0].Name;
        double[] trips = [.. context.Steps.Value.Select(step => step.Trips.Sum(mode => mode[i, j]))];
        return changes[Enumerable.Range(0, changes.Count).MaxBy(k => Math.Abs(trips[k + 1] - trips[k]))].Name;
    }

    private static (string Component, double? Minutes, double? Yen) Component(RunContext context, int i, int j)
    {
        var (choice, best, found) = (context.Model.People.Choice.Coefficients, 0.0, (TravelMode?)null);
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            var (was, now) = (choice.Utility(context.Before.Service, (int)mode, i, j), choice.Utility(context.After.Service, (int)mode, i, j));
            var weight = Math.Abs(Exp(now) - Exp(was)) * Math.Max(context.Before.Trips[(int)mode][i, j], context.After.Trips[(int)mode][i, j]);
            if (weight > best)
                (best, found) = (weight, mode);
        }

        if (found is not { } main)
            return ("", null, null);
        var minutes = context.After.Service.Minutes[(int)main][i, j] - context.Before.Service.Minutes[(int)main][i, j];
        var yen = context.After.Service.Yen[(int)main][i, j] - context.Before.Service.Yen[(int)main][i, j];
        if (!double.IsFinite(minutes))
            return ($"{main.ToString().ToLowerInvariant()} opened or cut", null, null);
        var isTime = Math.Abs(minutes * choice.YenPerMinute) >= Math.Abs(yen);
        return ($"{main.ToString().ToLowerInvariant()} {(isTime ? "time" : "fare")}", minutes, yen);
    }

    // Utilities of modes that are not there are −∞.
    private static double Exp(double utility) => double.IsFinite(utility) ? Math.Exp(utility) : 0;
}
