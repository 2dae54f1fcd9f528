namespace MegaRegion.Cli.Load;

/// <summary>A step of a search, as it is told.</summary>
/// <param name="ReportsPerSecond">That were to be offered.</param>
/// <param name="Holds">Whether it held.</param>
/// <param name="BrokenBy">What it broke on: <c>loss</c>, <c>overrun</c>, <c>latency</c>, or <c>load</c> when the load itself was behind its schedule; null when it held.</param>
/// <param name="Figures">What became of it.</param>
internal sealed record LimitStepJson(double ReportsPerSecond, bool Holds, string? BrokenBy, LoadFigures Figures)
{
    /// <summary>Judges a step.</summary>
    public static LimitStepJson Of(double rate, LoadFigures figures, TimeSpan bound)
    {
        var holds = StepOf(rate, figures).Holds(bound);
        return new LimitStepJson(rate, holds, holds ? null : Reason(figures, bound), figures);
    }

    /// <summary>As the search sees it.</summary>
    public static LimitStep StepOf(double rate, LoadFigures figures) => new(
        rate, TimeSpan.FromMilliseconds(figures.LatencyMilliseconds.P99), figures.IsLossless, figures.Ended is LoadFigures.BySchedule);

    // A load that is late by half of the bound itself cannot tell what the server would have done.
    private static string Reason(LoadFigures figures, TimeSpan bound) => figures switch
    {
        { IsLossless: false } => "loss",
        _ when figures.LagMilliseconds.P99 > bound.TotalMilliseconds / 2 => "load",
        { Ended: LoadFigures.ByOverrun } => "overrun",
        _ => "latency",
    };
}
