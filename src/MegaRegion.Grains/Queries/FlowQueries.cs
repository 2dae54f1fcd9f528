using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Calls;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using Microsoft.Extensions.Options;
using Orleans;

namespace MegaRegion.Grains.Queries;

/// <inheritdoc cref="IFlowQueries"/>
/// <remarks>
/// Starts at the mega-regions. A place sums the children whose cells are fine enough and names those that must be asked
/// themselves, so each hub's flows are counted at exactly one place.
/// </remarks>
internal sealed class FlowQueries(IGrainFactory grains, IPlaceCatalog catalog, IOptions<GrainsOptions> options) : IFlowQueries
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PairTotal>> GetOdMatrixAsync(FlowQuery query, CancellationToken cancellationToken) =>
        [.. (await SumAsync(query, byWindow: false, cancellationToken))
            .Select(cell => new PairTotal(cell.Key.Pair, cell.Value))
            .OrderBy(total => total.Pair)];

    /// <inheritdoc/>
    public async Task<LayerTotals> CountFlowsAsync(CancellationToken cancellationToken)
    {
        var counts = await BoundedCalls.AllAsync(
            [.. catalog.Current.Roots.Select(root => root.Number)],
            options.Value.MaxParallelCalls,
            root => GrainOf(root).CountFlowsAsync(),
            cancellationToken);
        return counts.Aggregate(default(LayerTotals), (sum, count) => sum + count.ToTotals());
    }

    /// <inheritdoc/>
    public async Task<long> FindOldestStartAsync(WindowSize size, CancellationToken cancellationToken)
    {
        var retention = options.Value.Retention;
        if (size >= retention.Longest)
        {
            return long.MinValue;
        }

        var newest = await BoundedCalls.AllAsync(
            [.. catalog.Current.Roots.Select(root => root.Number)],
            options.Value.MaxParallelCalls,
            root => GrainOf(root).GetNewestAsync(),
            cancellationToken);
        return retention.OldestStart(size, newest.Max() is { } time ? new EventTime(time) : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Balance>> GetBalancesAsync(FlowQuery query, CancellationToken cancellationToken)
    {
        var balances = new Dictionary<(PlaceNumber Place, Layer Layer), Balance>();
        foreach (var ((_, pair), quantity) in await SumAsync(query, byWindow: false, cancellationToken))
        {
            if (pair.Origin == pair.Destination)
            {
                Add(balances, pair.Origin, pair.Layer, inflow: 0, outflow: 0, quantity);
            }
            else
            {
                Add(balances, pair.Origin, pair.Layer, inflow: 0, quantity, within: 0);
                Add(balances, pair.Destination, pair.Layer, quantity, outflow: 0, within: 0);
            }
        }

        return [.. balances.Values.OrderBy(balance => balance.Place).ThenBy(balance => balance.Layer)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PairTotal>> GetTopPairsAsync(
        FlowQuery query, int count, CancellationToken cancellationToken) =>
        [.. (await GetOdMatrixAsync(query, cancellationToken))
            .GroupBy(total => total.Pair.Layer)
            .OrderBy(layer => layer.Key)
            .SelectMany(layer => layer.OrderByDescending(total => total.Quantity).ThenBy(total => total.Pair).Take(count))];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Cell>> GetHistoryAsync(FlowQuery query, CancellationToken cancellationToken) =>
        [.. (await SumAsync(query, byWindow: true, cancellationToken))
            .Select(cell => new Cell(cell.Key.Window, cell.Key.Pair, cell.Value))
            .OrderBy(cell => cell.Window.StartUnixMilliseconds)
            .ThenBy(cell => cell.Pair)];

    private async Task<Dictionary<(Window Window, PairKey Pair), long>> SumAsync(
        FlowQuery query, bool byWindow, CancellationToken cancellationToken)
    {
        var directory = catalog.Current;
        var request = RequestOf(byWindow ? query : OverAllTime(query), byWindow, directory.Version);
        var sums = new Dictionary<(Window, PairKey), long>();
        IReadOnlyList<PlaceNumber> asked = [.. directory.Roots.Select(root => root.Number)];
        while (asked.Count > 0)
        {
            var answers = await BoundedCalls.AllAsync(
                asked, options.Value.MaxParallelCalls, place => GrainOf(place).QueryAsync(request), cancellationToken);
            if (answers.Any(answer => answer.CatalogVersion > catalog.Current.Version))
            {
                // Places that this process has not heard of: who asks will want their names.
                await catalog.RefreshAsync(cancellationToken);
            }

            foreach (var cells in answers.SelectMany(answer => answer.Cells).Select(block => block.ToCells()))
            {
                Add(sums, cells);
            }

            asked = [.. answers.SelectMany(answer => answer.AskNumbers).Select(number => new PlaceNumber(number))];
        }

        return sums;
    }

    // Days that were dropped are in the sum over all time only.
    private FlowQuery OverAllTime(FlowQuery query) =>
        query is { WindowSize: WindowSize.Day, FromUnixMilliseconds: long.MinValue, ToUnixMilliseconds: long.MaxValue }
            ? query with { WindowSize = options.Value.Retention.Longest }
            : query;

    private static LevelQuery RequestOf(FlowQuery query, bool byWindow, long catalogVersion) => new(
        (byte)query.Level,
        query.Layers.Bits,
        query.OriginWithin?.Value ?? 0,
        query.DestinationWithin?.Value ?? 0,
        query.ExcludeInternal,
        (byte)query.WindowSize,
        query.FromUnixMilliseconds == long.MinValue
            ? long.MinValue
            : Window.Of(query.WindowSize, new EventTime(query.FromUnixMilliseconds)).StartUnixMilliseconds,
        query.ToUnixMilliseconds,
        byWindow,
        catalogVersion);

    private static void Add(Dictionary<(Window, PairKey), long> sums, WindowCells cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                sums, (cell.Window, cell.Pair), out _);
            sum += Math.Min(cell.Quantity, long.MaxValue - sum);
        }
    }

    private static void Add(
        Dictionary<(PlaceNumber, Layer), Balance> balances, PlaceNumber place, Layer layer, long inflow, long outflow, long within)
    {
        var balance = balances.GetValueOrDefault((place, layer), new Balance(place, layer, 0, 0, 0));
        balances[(place, layer)] = balance with
        {
            Inflow = balance.Inflow + Math.Min(inflow, long.MaxValue - balance.Inflow),
            Outflow = balance.Outflow + Math.Min(outflow, long.MaxValue - balance.Outflow),
            Internal = balance.Internal + Math.Min(within, long.MaxValue - balance.Internal),
        };
    }

    private IRollUpGrain GrainOf(PlaceNumber place) =>
        grains.GetGrain<IRollUpGrain>(catalog.Current.Find(place)!.Place.Id.Value);
}
