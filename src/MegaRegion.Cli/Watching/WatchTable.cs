using System.Globalization;
using Grpc.Core;
using MegaRegion.Cli.Alerts;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Client.Watching;
using MegaRegion.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MegaRegion.Cli.Watching;

/// <summary>A watch as a table of the largest pairs of each layer, redrawn as they change, below the alerts that fire.</summary>
internal sealed class WatchTable(Session session)
{
    private const int PairsOfALayer = 8;

    // Borders, heading, lag and the way out.
    private const int LinesAround = 6;

    private const int MostAlerts = 4;

    private readonly Lock _drawing = new();
    private readonly FlowPicture _picture = new();
    private readonly FiringAlerts _alerts = new(session.Words);
    private readonly PlaceNames _names = new(new CatalogService.CatalogServiceClient(session.Channel), session.Words);

    /// <summary>Shows until the updates end.</summary>
    public Task ShowAsync(IAsyncEnumerable<WatchFlowsResponse> updates, CancellationToken end) =>
        session.IsInteractive && LiveScreen.IsPossible(session.Console) ? ShowScreenAsync(updates, end) : ShowPlainAsync(updates, end);

    // The last picture stays on the terminal when the watch has ended.
    private async Task ShowScreenAsync(IAsyncEnumerable<WatchFlowsResponse> updates, CancellationToken end)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(end);
        try
        {
            using var screen = new LiveScreen(session.Console);
            Draw(screen);
            var alerts = FollowAlertsAsync(screen, over.Token);
            try
            {
                await foreach (var update in updates)
                {
                    await ApplyAsync(update, end);
                    Draw(screen);
                }
            }
            finally
            {
                await over.CancelAsync();
                await alerts;
            }
        }
        finally
        {
            session.Console.Write(new Rows([.. _alerts.Lines(MostAlerts), Table(PairsOfALayer)]));
        }
    }

    private async Task FollowAlertsAsync(LiveScreen screen, CancellationToken over)
    {
        try
        {
            await foreach (var update in new AlertWatcher(session.Channel).WatchAsync(over))
            {
                if (_alerts.Apply(update))
                    Draw(screen);
            }
        }
        catch (Exception exception) when (over.IsCancellationRequested && exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // The watch is over.
        }
        catch (RpcException refusal)
        {
            // The flows are what was asked for: they are shown, and that alerts are not.
            _alerts.Refuse(refusal.StatusCode);
            Draw(screen);
        }
    }

    private void Draw(LiveScreen screen)
    {
        lock (_drawing)
        {
            screen.Draw(Picture(LiveScreen.Height));
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
        var alerts = _alerts.Lines(MostAlerts);
        return new Rows([
            .. alerts,
            Table(Math.Clamp((lines - LinesAround - alerts.Count) / layers, 1, PairsOfALayer)),
            new Text(string.Create(CultureInfo.InvariantCulture, $"{words.Pick("behind", "遅れ")} {_picture.Lag.TotalSeconds:F1} s")),
            new Text(words.Pick("Ctrl-C ends", "Ctrl-C で終了")),
        ]);
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
