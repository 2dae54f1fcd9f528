using System.Globalization;
using MegaRegion.Scenarios.Running;
using Spectre.Console;

namespace MegaRegion.Cli.Scenarios;

/// <summary>A progress bar for a run: stage, gap, estimate of the time left.</summary>
internal sealed class RunDisplay(ProgressTask task) : IProgress<RunProgress>
{
    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        var gap = double.IsNaN(value.Gap) ? "" : string.Create(CultureInfo.InvariantCulture, $"  gap {value.Gap:E1}");
        var left = value.Left is { } time ? string.Create(CultureInfo.InvariantCulture, $"  {time.TotalSeconds:F1} s left") : "";
        task.Description = $"{value.Stage.ToString().ToLowerInvariant()}{gap}{left}";
        task.Value = 100 * value.Fraction;
    }
}
