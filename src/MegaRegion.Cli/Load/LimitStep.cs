namespace MegaRegion.Cli.Load;

/// <summary>One try of a rate.</summary>
/// <param name="Rate">Reports a second that were to be offered.</param>
/// <param name="P99">99th percentile of latency.</param>
/// <param name="IsLossless">Whether every report was acknowledged.</param>
/// <param name="IsComplete">Whether it ran to its end.</param>
internal sealed record LimitStep(double Rate, TimeSpan P99, bool IsLossless, bool IsComplete)
{
    /// <summary>Whether the rate is held under a bound.</summary>
    public bool Holds(TimeSpan bound) => IsLossless && IsComplete && P99 <= bound;
}
