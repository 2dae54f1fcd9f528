using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;
using Spectre.Console;

namespace MegaRegion.Cli.Demo;

/// <summary>
/// The live screen: the matrix between the regions for one layer at a time, its top pairs and net balances, and the
/// rates. The layers take turns; keys 1 to 4 hold one, 0 lets them turn again.
/// </summary>
internal sealed class ScreenDisplay(Session session, LayerOrigins origins, PlaceNames names, TimeProvider time) : IDemoDisplay
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    private readonly long _start = time.GetTimestamp();
    private Layer? _held;

    /// <inheritdoc/>
    public async Task ShowAsync(DemoState state, CancellationToken end)
    {
        using var screen = new LiveScreen(session.Console);
        using var timer = new PeriodicTimer(Redraw, time);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                ReadKeys();
                screen.Draw(Render(state));
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end of the run.
        }
    }

    private void ReadKeys()
    {
        while (!Console.IsInputRedirected && Console.KeyAvailable)
        {
            var key = Console.ReadKey(intercept: true).KeyChar;
            _held = key is >= '1' and <= '4' ? WireNames.AllLayers[key - '1'] : null;
        }
    }

    private Layer Current => _held
        ?? WireNames.AllLayers[(int)(time.GetElapsedTime(_start).Ticks / Turn.Ticks % WireNames.AllLayers.Length)];

    private Rows Render(DemoState state)
    {
        var words = session.Words;
        var layer = Current;
        var totals = state.Picture.TotalsOf(layer).Select(pair => new RegionFlow(pair.Origin, pair.Destination, pair.Quantity)).ToList();
        return new RegionScreen(LiveScreen.Width, LiveScreen.Height, new RegionTables(id => names[id], words)).Compose(
            Header(state, layer),
            totals,
            Facts(state),
            words.Pick("1-4 hold a layer, 0 all in turn, Ctrl-C ends", "1-4 層を固定、0 順に表示、Ctrl-C で終了"));
    }

    private string Header(DemoState state, Layer layer) => string.Create(
        CultureInfo.InvariantCulture,
        $"[bold]MegaRegion[/]  {state.Reached:yyyy-MM-dd HH:mm} JST  ×{state.Speed:N0}   [bold yellow]{Markup.Escape(origins.Label(layer))}[/] [grey]({session.Words.UnitOf(layer)})[/]");

    private IEnumerable<string> Facts(DemoState state)
    {
        var words = session.Words;
        var seconds = Math.Max(0.001, state.Elapsed().TotalSeconds);
        var culture = CultureInfo.InvariantCulture;
        yield return string.Create(culture, $"{words.Reports} {state.Counters.Reports:N0} ({state.Counters.Reports / seconds:N0}/s)");
        yield return string.Create(culture, $"{words.Flows} {state.Counters.Flows:N0} ({state.Counters.Flows / seconds:N0}/s)");
        yield return string.Create(culture, $"{words.Pick("hubs", "拠点")} {state.Producers}");
        yield return string.Create(culture, $"{words.Pick("replay behind", "再生の遅れ")} {state.LagHours:F1} h");
        yield return string.Create(culture, $"{words.Pick("screen behind", "表示の遅れ")} {state.Picture.Lag.TotalSeconds:F1} s");
        yield return $"{words.Memory} {Amounts.MebiBytes(MemoryUse.ResidentBytes)}";
    }
}
