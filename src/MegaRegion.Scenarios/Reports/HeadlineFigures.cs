using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>The headline figures of a run.</summary>
internal static class HeadlineFigures
{
    private const int TripsMeasure = 0;
    private const double DaysPerYear = 365;

    private static readonly double[] Limits = [60, 120, 180];

    /// <summary>All figures; flow measures with intervals, then access, then what closures cost.</summary>
    public static IReadOnlyList<Figure> Of(RunContext context, IReadOnlyList<(double Low, double High)> intervals)
    {
        var before = FlowMeasures.Of(context.Before.Trips, context.Before.Others, context.Before.SurplusYen, context.TripsBefore);
        var after = FlowMeasures.Of(context.After.Trips, context.After.Others, context.After.SurplusYen, context.TripsBefore);
        var called = FlowMeasures.Of(context.After.Called, context.After.Others, context.After.SurplusYen, context.TripsBefore);
        var figures = new List<Figure>();
        for (var k = 0; k < after.Length; k++)
        {
            var (key, en, ja, unit, label, baseline) = FlowMeasures.Definitions[k];
            var (low, high) = intervals.Count == 0 || IsPoint(intervals[k]) ? ((double?)null, (double?)null) : (intervals[k].Low - before[k], intervals[k].High - before[k]);
            figures.Add(new Figure(key, en, ja, unit, label, baseline, before[k], after[k], low, high, Math.Abs(after[k] - called[k])));
        }

        figures.AddRange(Access(context));
        if (context.Document.Changes.OfType<CloseLinks>().ToList() is { Count: > 0 } closures)
            figures.Add(Unmet(figures[TripsMeasure], closures.Max(closure => closure.Days)));
        return figures;
    }

    // A figure that no parameter enters has no interval; one of width 0 would look like certainty.
    private static bool IsPoint((double Low, double High) interval) =>
        !(interval.High - interval.Low > 1e-9 * Math.Max(Math.Abs(interval.Low), Math.Abs(interval.High)));

    /// <summary>People that the mean resident of the model's cities reaches.</summary>
    private static IEnumerable<Figure> Access(RunContext context)
    {
        double[] people = [.. context.Model.World.Inputs.Cities.Select(city => (double)city.Population)];
        foreach (var limit in Limits)
        {
            var (before, after) = (Mean(context.Before.Service, people, limit), Mean(context.After.Service, people, limit));
            var hours = (int)(limit / 60);
            yield return new Figure(
                FormattableString.Invariant($"access.{hours}h"),
                FormattableString.Invariant($"People within {hours} h of the mean resident (cities of the model)"),
                FormattableString.Invariant($"{hours} 時間圏人口（モデル都市の平均）"),
                "persons", FigureLabel.Modelled, FigureLabel.Modelled, before, after, null, null, 0);
        }
    }

    private static double Mean(LevelOfService service, double[] people, double limit)
    {
        var reach = Modelling.Indicators.Access.Within(service.FastestMinutes(), people, limit);
        var (sum, weight) = (0.0, 0.0);
        for (var city = 0; city < people.Length; city++)
            (sum, weight) = (sum + (reach[city] * people[city]), weight + people[city]);
        return sum / weight;
    }

    private static Figure Unmet(Figure trips, int days)
    {
        double Part(double change) => Math.Max(0, -change) * days / DaysPerYear;
        return new Figure(
            "people.unmet",
            FormattableString.Invariant($"Trips not made in {days} days of closure"),
            FormattableString.Invariant($"{days} 日間の途絶で失われる流動"),
            "persons", FigureLabel.Modelled, FigureLabel.Modelled, 0, Part(trips.Change), trips.High is { } high ? Part(high) : null, trips.Low is { } low ? Part(low) : null, trips.Noise * days / DaysPerYear);
    }
}
