using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Errors;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Queries;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Queries;

/// <summary>Answers QueryFlows: checks the request, asks the totals, and cuts the answer into pages.</summary>
internal sealed class FlowQuerying(IFlowQueries queries, IPlaceCatalog catalog)
{
    private const int DefaultTopPairs = 20;
    private const int MaxTopPairs = 1_000;
    private const int DefaultRows = 5_000;
    private const int MaxRows = 20_000;

    /// <summary>The answer, or one page of it.</summary>
    public async Task<QueryFlowsResponse> AnswerAsync(QueryFlowsRequest request, CancellationToken cancellationToken)
    {
        var query = await ReadAsync(request, cancellationToken);
        return request.View switch
        {
            FlowView.OdMatrix => await OdMatrixAsync(query, request, cancellationToken),
            FlowView.Balances => await BalancesAsync(query, request, cancellationToken),
            FlowView.TopPairs => await TopPairsAsync(query, request, cancellationToken),
            FlowView.History => await HistoryAsync(query, request, cancellationToken),
            _ => throw Contract.Invalid(
                "view",
                "The view is required: OD_MATRIX, BALANCES, TOP_PAIRS or HISTORY.",
                "ビュー（OD_MATRIX・BALANCES・TOP_PAIRS・HISTORY）の指定が必要です。"),
        };
    }

    private async Task<QueryFlowsResponse> OdMatrixAsync(
        FlowQuery query, QueryFlowsRequest request, CancellationToken cancellationToken)
    {
        var pages = PagesOf(request);
        var rows = await queries.GetOdMatrixAsync(query, cancellationToken);
        var (page, nextToken) = pages.Cut(rows, row => new PageToken(row.Pair.Bits, 0));
        var places = catalog.Current;
        return new QueryFlowsResponse
        {
            Cells = { page.Select(row => Contract.ToWire(row.Pair, row.Quantity, 0, places)) },
            NextPageToken = nextToken,
        };
    }

    private async Task<QueryFlowsResponse> BalancesAsync(
        FlowQuery query, QueryFlowsRequest request, CancellationToken cancellationToken)
    {
        var pages = PagesOf(request);
        var rows = await queries.GetBalancesAsync(query, cancellationToken);
        var (page, nextToken) = pages.Cut(rows, row => new PageToken((ulong)row.Place.Value, (ulong)row.Layer));
        var places = catalog.Current;
        return new QueryFlowsResponse
        {
            Balances = { page.Select(row => ToWire(row, places)) },
            NextPageToken = nextToken,
        };
    }

    private async Task<QueryFlowsResponse> TopPairsAsync(
        FlowQuery query, QueryFlowsRequest request, CancellationToken cancellationToken)
    {
        var count = Contract.CountOf(request.Limit, DefaultTopPairs, MaxTopPairs, "limit");
        if (request.PageToken.Length > 0)
            throw new ServiceErrorException(ServiceErrors.InvalidPageToken());

        var rows = await queries.GetTopPairsAsync(query, count, cancellationToken);
        var places = catalog.Current;
        return new QueryFlowsResponse
        {
            Cells = { rows.Select(row => Contract.ToWire(row.Pair, row.Quantity, 0, places)) },
        };
    }

    private async Task<QueryFlowsResponse> HistoryAsync(
        FlowQuery query, QueryFlowsRequest request, CancellationToken cancellationToken)
    {
        var pages = PagesOf(request);
        var rows = await queries.GetHistoryAsync(query, cancellationToken);
        var (page, nextToken) = pages.Cut(
            rows, row => new PageToken(InOrder(row.Window.StartUnixMilliseconds), row.Pair.Bits));
        var places = catalog.Current;
        return new QueryFlowsResponse
        {
            Cells =
            {
                page.Select(row => Contract.ToWire(row.Pair, row.Quantity, row.Window.StartUnixMilliseconds, places)),
            },
            NextPageToken = nextToken,
        };
    }

    private static Pages PagesOf(QueryFlowsRequest request)
    {
        var rows = Contract.CountOf(request.Limit, DefaultRows, MaxRows, "limit");
        var query = request.Clone();
        query.Limit = 0;
        query.PageToken = "";
        return Pages.Open(query, request.PageToken, rows);
    }

    private async ValueTask<FlowQuery> ReadAsync(QueryFlowsRequest request, CancellationToken cancellationToken)
    {
        if (request.FromMs != 0 && request.ToMs != 0 && request.ToMs <= request.FromMs)
            throw Contract.Invalid("to_ms", "to_ms must be after from_ms.", "to_ms は from_ms より後にしてください。");

        var size = Contract.WindowSizeOf(request.WindowSize);
        KeptWindows.Check(request, size, await queries.FindOldestStartAsync(size, cancellationToken));
        return new FlowQuery(
            Contract.LevelOf(request.Level),
            Contract.LayersOf(request.Layers),
            size,
            request.FromMs == 0 ? long.MinValue : request.FromMs,
            request.ToMs == 0 ? long.MaxValue : request.ToMs,
            await WithinAsync("origin_within", request.OriginWithin, cancellationToken),
            await WithinAsync("destination_within", request.DestinationWithin, cancellationToken),
            request.ExcludeInternal);
    }

    private async ValueTask<PlaceNumber?> WithinAsync(string field, string id, CancellationToken cancellationToken)
    {
        if (id.Length == 0)
            return null;

        var entry = await catalog.FindAsync(id, cancellationToken)
            ?? throw new ServiceErrorException(ServiceErrors.UnknownPlace(field, id));
        return entry.Number;
    }

    private static FlowBalance ToWire(Balance balance, PlaceDirectory places) => new()
    {
        Place = Contract.IdOf(balance.Place, places),
        Layer = (Layer)balance.Layer,
        Inflow = balance.Inflow,
        Outflow = balance.Outflow,
        Internal = balance.Internal,
        Net = balance.Net,
    };

    /// <summary>An unsigned number that orders as the signed one does.</summary>
    private static ulong InOrder(long value) => unchecked((ulong)value ^ (1UL << 63));
}
