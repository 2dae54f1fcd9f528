using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Demo;

/// <summary>One line every few seconds, for pipes and logs.</summary>
internal sealed class LineDisplay(Session session, TimeProvider time) : IDemoDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task ShowAsync(DemoState state, CancellationToken end)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                session.Note(Line(state));
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end of the run.
        }
    }

    private string Line(DemoState state)
    {
        var seconds = Math.Max(0.001, state.Elapsed().TotalSeconds);
        var words = session.Words;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Reached:yyyy-MM-dd HH:mm}  {words.Reports} {state.Counters.Reports:N0} ({state.Counters.Reports / seconds:N0}/s)  {words.Flows} {state.Counters.Flows:N0} ({state.Counters.Flows / seconds:N0}/s)  {words.Pick("lag", "遅れ")} {state.LagHours:F1} h, {state.Picture.Lag.TotalMilliseconds:F0} ms  {words.Memory} {Amounts.MebiBytes(MemoryUse.ResidentBytes)}");
    }
}
