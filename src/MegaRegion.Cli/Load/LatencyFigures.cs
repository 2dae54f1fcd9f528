namespace MegaRegion.Cli.Load;

/// <summary>Times in milliseconds.</summary>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P90">90 %.</param>
/// <param name="P99">99 %.</param>
/// <param name="P999">99.9 %.</param>
/// <param name="Max">The longest.</param>
internal sealed record LatencyFigures(double P50, double P90, double P99, double P999, double Max)
{
    /// <summary>Of a histogram.</summary>
    public static LatencyFigures Of(LatencyHistogram times) =>
        new(Milliseconds(times, 0.5), Milliseconds(times, 0.9), Milliseconds(times, 0.99), Milliseconds(times, 0.999), times.Max.TotalMilliseconds);

    private static double Milliseconds(LatencyHistogram times, double part) => times.Percentile(part).TotalMilliseconds;
}
