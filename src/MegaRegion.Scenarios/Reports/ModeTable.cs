using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Trips by mode.</summary>
internal static class ModeTable
{
    public static ResultTable Make(RunContext context) => new()
    {
        Key = "modes",
        TitleEn = "Trips by main mode",
        TitleJa = "代表交通機関別の流動",
        Columns =
        [
            Columns.Text("mode", "Mode", "交通機関"), .. Columns.Change("persons/year", FigureLabel.Observed),
            Columns.Number("share", "Share before", "分担率（前）", "%", FigureLabel.Observed), Columns.Number("shareAfter", "Share after", "分担率（後）", "%"),
        ],
        Rows = [.. Enum.GetValues<TravelMode>().Select(mode => Row(context, mode))],
    };

    private static ResultRow Row(RunContext context, TravelMode mode)
    {
        var (before, after, called) = (context.Before.Trips[(int)mode].Total(), context.After.Trips[(int)mode].Total(), context.After.Called[(int)mode].Total());
        return Columns.Row(
            [mode.ToString().ToLowerInvariant()],
            [.. Columns.ChangeOf(before, after, Math.Abs(after - called)), 100 * before / context.TripsBefore.Total(), 100 * after / context.TripsAfter.Total()]);
    }
}
