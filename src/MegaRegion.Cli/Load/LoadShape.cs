using MegaRegion.DataSet.Replay;
using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>When reports come: how many, how they spread over the day, and for how long.</summary>
/// <param name="ReportsPerSecond">Of each layer in a second of the wall clock, on the average of a day.</param>
/// <param name="Profiles">Of each layer.</param>
/// <param name="Speed">Simulated seconds in a second.</param>
/// <param name="Start">Simulated time at which the load begins.</param>
/// <param name="Duration">Of the wall clock.</param>
/// <param name="FlowsPerReport">At least 1.</param>
/// <param name="Seed">Same seed, same reports.</param>
internal sealed record LoadShape(
    IReadOnlyDictionary<Layer, double> ReportsPerSecond,
    IReadOnlyDictionary<Layer, DailyProfile> Profiles,
    double Speed,
    DateTimeOffset Start,
    TimeSpan Duration,
    int FlowsPerReport,
    int Seed)
{
    /// <summary>Japan's, by which the hours of the day count.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>Reports a second of all layers on the average of a day.</summary>
    public double TotalReportsPerSecond => ReportsPerSecond.Values.Sum();

    /// <summary>Simulated time of a moment of the load.</summary>
    public DateTimeOffset SimulatedAt(TimeSpan due) => Start + (due * Speed);

    /// <summary>A run's flows as they are, times a scale.</summary>
    public static LoadShape OfRun(
        IReadOnlyList<LayerDemand> demands,
        IReadOnlyDictionary<Layer, DailyProfile> profiles,
        double speed,
        double scale,
        DateTimeOffset start,
        TimeSpan duration,
        int flowsPerReport,
        int seed) => new(
        demands.ToDictionary(demand => demand.Layer, demand => demand.FlowsPerSecond * speed * scale / flowsPerReport),
        profiles,
        speed,
        start,
        duration,
        flowsPerReport,
        seed);

    /// <summary>A constant rate of reports in the proportions of a run, in the present.</summary>
    public static LoadShape AtRate(
        IReadOnlyList<LayerDemand> demands, double reportsPerSecond, DateTimeOffset start, TimeSpan duration, int flowsPerReport, int seed)
    {
        var total = demands.Sum(demand => demand.FlowsPerSecond);
        return new LoadShape(
            demands.ToDictionary(demand => demand.Layer, demand => demand.FlowsPerSecond / total * reportsPerSecond),
            demands.ToDictionary(demand => demand.Layer, _ => DailyProfile.Flat),
            1,
            start,
            duration,
            flowsPerReport,
            seed);
    }
}
