using MegaRegion.Contracts.Planning;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Grains.Planning;

/// <summary>
/// The runs that a run starts from. An order carries their scenarios as they were when it was given, so runs that are deleted
/// or started anew under the same name later do not change it, and no chain can close to a circle.
/// </summary>
internal static class BaselineChain
{
    /// <summary>Runs that may stand between a run and the flows that it starts from.</summary>
    public const int MaxLength = 20;

    /// <summary>The order of a run that starts from another.</summary>
    /// <param name="order">The order, as yet without a baseline.</param>
    /// <param name="baseline">The order that its baseline was started with.</param>
    public static RunOrder Append(RunOrder order, RunOrder baseline) => order with
    {
        BaselineDocument = baseline.Document,
        EarlierBaselines = baseline.BaselineDocument is { } earlier ? [earlier, .. baseline.EarlierBaselines ?? []] : null,
    };

    /// <summary>How many runs an order starts from.</summary>
    public static int LengthOf(RunOrder order) => order.BaselineDocument is null ? 0 : 1 + (order.EarlierBaselines?.Length ?? 0);

    /// <summary>The baseline of an order as one run with the changes of all, in order; null when it starts from flows.</summary>
    public static Checked<ScenarioDocument>? Read(RunOrder order, ScenarioWorld world)
    {
        if (order.BaselineDocument is not { } nearest)
            return null;
        Checked<ScenarioDocument>[] all = [.. ((string[])[nearest, .. order.EarlierBaselines ?? []]).Select(text => ScenarioReader.Read(text, world))];
        return Array.Find(all, read => !read.IsSound)
            ?? new Checked<ScenarioDocument>(all.Select(read => read.Value!).Reverse().Aggregate((earlier, later) => later.On(earlier)), []);
    }
}
