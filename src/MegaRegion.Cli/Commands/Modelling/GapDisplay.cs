using System.Globalization;
using MegaRegion.Modelling.Assignment;
using Spectre.Console;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>Shows how far an assignment has come: a bar on the logarithm of the gap.</summary>
internal static class GapDisplay
{
    /// <summary>A bar for one assignment.</summary>
    /// <param name="context">The progress display.</param>
    /// <param name="target">The gap at which the assignment stops.</param>
    public static Action<AssignmentIteration> On(ProgressContext context, double target)
    {
        var whole = -Math.Log10(Math.Max(target, 1e-16));
        var task = context.AddTask("gap", maxValue: Math.Max(whole, 1e-3));
        return iteration =>
        {
            task.Description = string.Create(CultureInfo.InvariantCulture, $"{iteration.Number}: gap {iteration.RelativeGap:E1}");
            task.Value = Math.Clamp(-Math.Log10(Math.Max(iteration.RelativeGap, 1e-16)), 0, whole);
        };
    }
}
