using System.Globalization;
using MegaRegion.Cli.Running;
using MegaRegion.V1;
using Spectre.Console;

namespace MegaRegion.Cli.Output;

/// <summary>Asks for flows, all pages of the answer, and shows them as tables or JSON.</summary>
internal sealed class FlowTables
{
    // A matrix wider than this is shown as a list of pairs.
    private const int WidestMatrix = 12;

    private readonly Session _session;
    private readonly FlowService.FlowServiceClient _flows;
    private readonly PlaceNames _names;

    /// <summary>Uses the session's server.</summary>
    public FlowTables(Session session)
    {
        _session = session;
        _flows = new FlowService.FlowServiceClient(session.Channel);
        _names = new PlaceNames(new CatalogService.CatalogServiceClient(session.Channel), session.Words);
    }

    private Words Words => _session.Words;

    /// <summary>Shows the answer to a request.</summary>
    public async Task ShowAsync(QueryFlowsRequest request, CancellationToken cancellationToken)
    {
        var (cells, balances) = await ReadAllAsync(request, cancellationToken);
        await _names.LoadAsync(
            cells.SelectMany(cell => (string[])[cell.Origin, cell.Destination]).Concat(balances.Select(balance => balance.Place)),
            cancellationToken);
        if (_session.IsJson)
        {
            WriteJson(request, cells, balances);
        }
        else if (cells.Count == 0 && balances.Count == 0)
        {
            _session.Say(Words.NothingYet);
        }
        else
        {
            WriteTables(request, cells, balances);
        }
    }

    private async Task<(List<FlowCell> Cells, List<FlowBalance> Balances)> ReadAllAsync(
        QueryFlowsRequest request, CancellationToken cancellationToken)
    {
        var cells = new List<FlowCell>();
        var balances = new List<FlowBalance>();
        do
        {
            var response = await _flows.QueryFlowsAsync(request, cancellationToken: cancellationToken);
            cells.AddRange(response.Cells);
            balances.AddRange(response.Balances);
            request.PageToken = response.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return (cells, balances);
    }

    private void WriteJson(QueryFlowsRequest request, List<FlowCell> cells, List<FlowBalance> balances)
    {
        if (request.View == FlowView.Balances)
        {
            Json.Write(balances.Select(balance => new
            {
                balance.Place,
                Layer = WireNames.Of(balance.Layer),
                balance.Inflow,
                balance.Outflow,
                balance.Internal,
                balance.Net,
            }));
            return;
        }

        Json.Write(cells.Select(FlowCellJson.From));
    }

    private void WriteTables(QueryFlowsRequest request, List<FlowCell> cells, List<FlowBalance> balances)
    {
        foreach (var layer in request.Layers)
        {
            var ofLayer = cells.Where(cell => cell.Layer == layer).ToList();
            var balancesOfLayer = balances.Where(balance => balance.Layer == layer).ToList();
            if (ofLayer.Count == 0 && balancesOfLayer.Count == 0)
            {
                continue;
            }

            _session.Console.MarkupLine($"[bold]{Words.NameOf(layer)}[/] [grey]({Words.UnitOf(layer)})[/]");
            _session.Console.Write(request.View switch
            {
                FlowView.Balances => BalanceTable(balancesOfLayer),
                FlowView.History => HistoryTable(ofLayer),
                FlowView.OdMatrix when PlacesOf(ofLayer).Count <= WidestMatrix => Matrix(ofLayer),
                _ => PairTable(ofLayer),
            });
        }
    }

    private Table Matrix(List<FlowCell> cells)
    {
        var places = PlacesOf(cells);
        var table = Grids.Create([$"{Words.Origin} \\ {Words.Destination}", .. places.Select(place => _names[place] + ">")]);
        var quantities = cells.ToDictionary(cell => (cell.Origin, cell.Destination), cell => cell.Quantity);
        foreach (var origin in places)
        {
            table.AddTexts([_names[origin], .. places.Select(destination =>
                quantities.TryGetValue((origin, destination), out var quantity) ? Amounts.Short(quantity, Words.Language) : "·")]);
        }

        return table;
    }

    private Table PairTable(List<FlowCell> cells)
    {
        var table = Grids.Create(Words.Origin, Words.Destination, Words.Quantity + ">");
        foreach (var cell in cells)
        {
            table.AddTexts(_names[cell.Origin], _names[cell.Destination], Amounts.Exact(cell.Quantity));
        }

        return table;
    }

    private Table HistoryTable(List<FlowCell> cells)
    {
        var table = Grids.Create(Words.Window, Words.Origin, Words.Destination, Words.Quantity + ">");
        foreach (var cell in cells)
        {
            var start = DateTimeOffset.FromUnixTimeMilliseconds(cell.WindowStartMs);
            table.AddTexts(
                start.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
                _names[cell.Origin], _names[cell.Destination], Amounts.Exact(cell.Quantity));
        }

        return table;
    }

    private Table BalanceTable(List<FlowBalance> balances)
    {
        var table = Grids.Create(Words.Place, Words.Inflow + ">", Words.Outflow + ">", Words.Internal + ">", Words.Net + ">");
        foreach (var balance in balances)
        {
            table.AddTexts(
                _names[balance.Place], Amounts.Exact(balance.Inflow), Amounts.Exact(balance.Outflow),
                Amounts.Exact(balance.Internal), Amounts.Exact(balance.Net));
        }

        return table;
    }

    private static List<string> PlacesOf(List<FlowCell> cells) =>
        [.. cells.SelectMany(cell => (string[])[cell.Origin, cell.Destination]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
