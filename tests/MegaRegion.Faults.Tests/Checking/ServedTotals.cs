using Grpc.Core;
using MegaRegion.V1;
using Layer = MegaRegion.Domain.Flows.Layer;
using Level = MegaRegion.V1.Level;

namespace MegaRegion.Faults.Tests.Checking;

/// <summary>Asks a server for its own proof, and for its totals over everything.</summary>
internal static class ServedTotals
{
    /// <summary>Runs the server's verification, which must find no difference, and reads the mega-region's totals.</summary>
    public static async Task<IReadOnlyDictionary<Layer, long>> VerifyAndReadAsync(ChannelBase channel)
    {
        await VerifyAsync(channel);
        var flows = new FlowService.FlowServiceClient(channel);
        var answer = await flows.QueryFlowsAsync(
            new QueryFlowsRequest { Level = Level.MegaRegion, View = FlowView.OdMatrix });
        return answer.Cells.GroupBy(cell => (Layer)cell.Layer)
            .ToDictionary(cells => cells.Key, cells => cells.Sum(cell => cell.Quantity));
    }

    // While a server works off what its clients gave up, reports come in and a verification cannot conclude.
    private static async Task VerifyAsync(ChannelBase channel)
    {
        const int MaxAttempts = 30;
        VerifyResult? result = null;
        for (var attempt = 0; attempt < MaxAttempts && result is not { Conclusive: true }; attempt++)
        {
            using var call = new OperationsService.OperationsServiceClient(channel).Verify(new VerifyRequest());
            await foreach (var response in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            {
                result = response.Result ?? result;
            }
        }

        result.ShouldNotBeNull();
        result.Conclusive.ShouldBeTrue();
        result.Differences.ShouldBe(0, string.Join('\n', result.Listed));
    }
}
