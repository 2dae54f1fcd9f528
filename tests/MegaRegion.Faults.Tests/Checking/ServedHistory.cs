using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Checking;

/// <summary>What a server answers about the days of all cities: what a complete watch has been told.</summary>
internal static class ServedHistory
{
    /// <summary>All cells.</summary>
    public static async Task<List<FlowCell>> ReadAsync(ChannelBase channel)
    {
        var flows = new FlowService.FlowServiceClient(channel);
        var request = new QueryFlowsRequest
        {
            Level = Level.City,
            View = FlowView.History,
            WindowSize = WindowSize.Day,
            Limit = 10_000,
        };
        var cells = new List<FlowCell>();
        do
        {
            var answer = await flows.QueryFlowsAsync(request);
            cells.AddRange(answer.Cells);
            request.PageToken = answer.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return cells;
    }
}
