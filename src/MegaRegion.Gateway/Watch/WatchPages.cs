using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Queries;
using MegaRegion.Grains.Watch;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Watch;

/// <summary>
/// Cuts updates into responses. Only the last response of an update carries the update's token: one that resumes from
/// an earlier response gets the update's cells again, which is harmless because they are cumulative.
/// </summary>
/// <param name="maxCells">Cells of one response.</param>
/// <param name="resumeToken">The token that the watch began with; empty for none.</param>
internal sealed class WatchPages(int maxCells, string resumeToken)
{
    private string _token = resumeToken;

    // A watch that resumes has its picture already.
    private bool _pictureIsComplete = resumeToken.Length > 0;

    /// <summary>The responses of an update, at least one.</summary>
    public IEnumerable<WatchFlowsResponse> Of(WatchUpdate update, PlaceDirectory places)
    {
        if (update.Kind != WatchUpdateKind.Live)
            _pictureIsComplete = false;

        // Whoever forgot its picture cannot go on from where the old one was.
        if (update.Kind == WatchUpdateKind.Resync)
            _token = "";

        for (var start = 0; start == 0 || start < update.Cells.Count; start += maxCells)
        {
            var isLast = start + maxCells >= update.Cells.Count;
            if (isLast)
                _token = update.ResumeToken;

            var response = new WatchFlowsResponse
            {
                State = StateOf(update.Kind, isFirst: start == 0, isLast),
                ResumeToken = _token,
                LagMs = (long)update.Lag.TotalMilliseconds,
            };
            response.Cells.AddRange(CellsOf(update, start, places));
            yield return response;
        }
    }

    private WatchState StateOf(WatchUpdateKind kind, bool isFirst, bool isLast)
    {
        if (kind == WatchUpdateKind.Resync && isFirst)
            return WatchState.Resync;

        if (kind == WatchUpdateKind.Live && isLast)
            _pictureIsComplete = true;

        return _pictureIsComplete ? WatchState.Live : WatchState.Snapshot;
    }

    private IEnumerable<FlowCell> CellsOf(WatchUpdate update, int start, PlaceDirectory places) =>
        update.Cells.Skip(start).Take(maxCells).Select(cell =>
            Contract.ToWire(cell.Pair, cell.Quantity, cell.Window.StartUnixMilliseconds, places));
}
