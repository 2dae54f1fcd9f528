using System.ComponentModel.DataAnnotations;

namespace MegaRegion.Grains.Planning;

/// <summary>Limits of planning.</summary>
public sealed class PlanningOptions
{
    /// <summary>
    /// Runs that a process solves at once, each on a thread of its own. Default half of the processors, at least 1: what
    /// is left belongs to reports.
    /// </summary>
    [Range(1, 256)]
    public int MaxParallelRuns { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Runs that are kept, waiting ones included; a result is a few hundred kilobytes. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxRuns { get; set; } = 1_000;

    /// <summary>How often a run tells how far it is. Default 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ProgressPeriod { get; set; } = TimeSpan.FromMilliseconds(200);
}
