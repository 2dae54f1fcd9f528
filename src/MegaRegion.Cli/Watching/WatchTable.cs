using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;
using Spectre.Console;

namespace MegaRegion.Cli.Watching;

/// <summary>A watch as a table of the largest pairs of each layer, redrawn as they change.</summary>
internal sealed class WatchTable(Session session)
{
    private const int PairsOfALayer = 8;

    private readonly FlowPicture _picture = new();
    private readonly PlaceNames _names = new(new CatalogService.CatalogServiceClient(session.Channel), session.Words);

    /// <summary>Shows until the updates end.</summary>
    public Task ShowAsync(IAsyncEnumerable<WatchFlowsResponse> updates, CancellationToken end) =>
        session.IsInteractive
            ? session.Console.Live(new Text(session.Words.NothingYet)).StartAsync(async context =>
            {
                await foreach (var update in updates)
                {
                    await ApplyAsync(update, end);
                    context.UpdateTarget(Render());
                }
            })
            : ShowPlainAsync(updates, end);

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

    private Table Render()
    {
        var words = session.Words;
        var table = Grids.Create(words.Layer, words.Origin, words.Destination, words.Quantity + ">", words.Unit);
        foreach (var layer in WireNames.AllLayers)
        {
            foreach (var pair in _picture.TotalsOf(layer).OrderByDescending(pair => pair.Quantity).Take(PairsOfALayer))
            {
                table.AddTexts(words.NameOf(layer), _names[pair.Origin], _names[pair.Destination], Amounts.Exact(pair.Quantity), words.UnitOf(layer));
            }
        }

        return table.Caption($"{words.Pick("lag", "遅れ")} {_picture.Lag.TotalMilliseconds:F0} ms");
    }
}
