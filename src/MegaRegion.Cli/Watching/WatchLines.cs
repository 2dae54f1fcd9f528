using MegaRegion.Cli.Output;
using MegaRegion.V1;

namespace MegaRegion.Cli.Watching;

/// <summary>A watch as one JSON object a line.</summary>
internal static class WatchLines
{
    /// <summary>Writes every response.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<WatchFlowsResponse> updates)
    {
        await foreach (var update in updates)
        {
            Json.WriteLine(new
            {
                state = update.State.ToString().ToLowerInvariant(),
                lagMs = update.LagMs,
                resumeToken = update.ResumeToken,
                cells = update.Cells.Select(FlowCellJson.From),
            });
        }
    }
}
