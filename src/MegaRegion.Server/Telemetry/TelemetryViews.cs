using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace MegaRegion.Server.Telemetry;

/// <summary>
/// Bounds what a metric may grow to. Labels carry regions and layers, never hubs: four layers between 22 regions make
/// 1,936 series at most; what goes beyond the limit is counted in one overflow series.
/// </summary>
internal static class TelemetryViews
{
    /// <summary>Most series of one metric.</summary>
    public const int MaxSeries = 2_000;

    /// <summary>Most series of a metric that is not about pairs of regions.</summary>
    public const int MaxSeriesOfOthers = 300;

    private const string PairMetric = "megaregion.flow.quantity";

    /// <summary>The view of an instrument.</summary>
    public static MetricStreamConfiguration Of(Instrument instrument) => new()
    {
        CardinalityLimit = string.Equals(instrument.Name, PairMetric, StringComparison.Ordinal)
            ? MaxSeries
            : MaxSeriesOfOthers,
    };
}
