using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Cli.Exporting;

/// <summary>Copies the journal's flows from a server to a writer.</summary>
internal sealed class FlowExport(OperationsService.OperationsServiceClient operations)
{
    /// <summary>Writes the flows after a position.</summary>
    /// <param name="after">Position in the journal; 0 from the beginning.</param>
    /// <param name="to">The last position; 0 for the newest of this moment.</param>
    /// <param name="rows">Where to.</param>
    /// <param name="progress">Told the position that is written and the last one.</param>
    /// <param name="stop">Ends it; what was written before stays.</param>
    /// <returns>The last position, reports and flows written.</returns>
    public async Task<(long Position, long Reports, long Flows)> RunAsync(
        long after, long to, IFlowRowWriter rows, Action<long, long> progress, CancellationToken stop)
    {
        var (position, reports, flows) = (after, 0L, 0L);
        var request = new ExportFlowsRequest { AfterPosition = after, ToPosition = to };
        using var call = operations.ExportFlows(request, cancellationToken: stop);
        await foreach (var response in call.ResponseStream.ReadAllAsync(stop))
        {
            foreach (var report in response.Reports)
            {
                for (var i = 0; i < report.Flows.Count; i++)
                {
                    rows.Write(new FlowRow(report, report.FirstFlow + i + 1, report.Flows[i]));
                }

                flows += report.Flows.Count;
                if (report.FirstFlow + report.Flows.Count == report.FlowCount)
                {
                    (position, reports) = (report.Position, reports + 1);
                }
            }

            rows.Flush();
            progress(position, response.ToPosition);
        }

        return (position, reports, flows);
    }
}
