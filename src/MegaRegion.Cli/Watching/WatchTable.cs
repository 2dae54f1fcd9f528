using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MegaRegion.Cli.Watching;

/// <summary>A watch as a table of the largest pairs of each layer, redrawn as they change.</summary>
internal sealed class WatchTable(Session session)
{
    private const int PairsOfALayer = 8;

    // Borders, heading, lag and the way out.
    private const int LinesAround = 6;

    private readonly FlowPicture _picture = new();
    private readonly PlaceNames _names = new(new CatalogService.CatalogServiceClient(session.Channel), session.Words);

    /// <summary>Shows until the updates end.</summary>
    public Task ShowAsync(IAsyncEnumerable<WatchFlowsResponse> updates, CancellationToken end) =>
        session.IsInteractive && LiveScreen.IsPossible(session.Console) ? ShowScreenAsync(updates, end) : ShowPlainAsync(updates, end);

    // The last picture stays on the terminal when the watch has ended.
    private async Task ShowScreenAsync(IAsyncEnumerable<WatchFlowsResponse> updates, CancellationToken end)
    {
        try
        {
            using var screen = new LiveScreen(session.Console);
            screen.Draw(Picture(LiveScreen.Height));
            await foreach (var update in updates)
            {
                await ApplyAsync(update, end);
                screen.Draw(Picture(LiveScreen.Height));
            }
        }
        finally
        {
            session.Console.Write(Table(PairsOfALayer));
        }
    }

    private async Task ShowPlainAsync(IAsyncEnumerable<WatchFlowsResponse> updates, CancellationToken end)
    {
        await foreach (var update in updates)
        {
            await ApplyAsync(update, end);
            foreach (var cell in update.Cells)
            {
                session.Say(
                    $"{session.Words.NameOf(cell.Layer)} {_names[cell.Origin]} -> {_names[cell.Destination]} {Amounts.Exact(cell.Quantity)} {session.Words.UnitOf(cell.Layer)}");
            }
        }
    }

    private async Task ApplyAsync(WatchFlowsResponse update, CancellationToken end)
    {
        _picture.Apply(update);
        await _names.LoadAsync(update.Cells.SelectMany(cell => (string[])[cell.Origin, cell.Destination]), end);
    }

    private Rows Picture(int lines)
    {
        var layers = Math.Max(1, WireNames.AllLayers.Count(layer => _picture.TotalsOf(layer).Count > 0));
        var words = session.Words;
        return new Rows(
            Table(Math.Clamp((lines - LinesAround) / layers, 1, PairsOfALayer)),
            new Text(string.Create(CultureInfo.InvariantCulture, $"{words.Pick("behind", "遅れ")} {_picture.Lag.TotalSeconds:F1} s")),
            new Text(words.Pick("Ctrl-C ends", "Ctrl-C で終了")));
    }

    private IRenderable Table(int pairsOfALayer)
    {
        var words = session.Words;
        var table = Grids.Create(words.Layer, words.Origin, words.Destination, words.Quantity + ">", words.Unit);
        foreach (var layer in WireNames.AllLayers)
        {
            foreach (var pair in _picture.TotalsOf(layer).OrderByDescending(pair => pair.Quantity).Take(pairsOfALayer))
            {
                table.AddTexts(words.NameOf(layer), _names[pair.Origin], _names[pair.Destination], Amounts.Exact(pair.Quantity), words.UnitOf(layer));
            }
        }

        return table.Rows.Count == 0 ? new Text(words.NothingYet + "\n") : table;
    }
}
