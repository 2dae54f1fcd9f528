using Grpc.Core;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Gateway.Queries;
using MegaRegion.Grains.Storage;
using MegaRegion.V1;
using DomainFlow = MegaRegion.Domain.Flows.Flow;

namespace MegaRegion.Gateway.Operations;

/// <summary>
/// Reads the journal for ExportFlows. A response carries at most <see cref="FlowsPerResponse"/> flows, so that it stays
/// far below the 4 MiB that gRPC clients take by default; a longer report goes out in parts.
/// </summary>
internal sealed class FlowExport(IJournal journal)
{
    /// <summary>About 500 kB.</summary>
    internal const int FlowsPerResponse = 5_000;

    /// <summary>Writes what is asked for.</summary>
    public async Task RunAsync(
        ExportFlowsRequest request, IServerStreamWriter<ExportFlowsResponse> responses, CancellationToken cancellationToken)
    {
        var to = await FindEndAsync(request, cancellationToken);
        var response = new ExportFlowsResponse { ToPosition = to };
        var room = FlowsPerResponse;
        await foreach (var entry in journal.ReadAllAsync(request.AfterPosition, to, cancellationToken))
        {
            var flows = ReportCodec.Decode(entry.Record.Payload);
            for (var first = 0; first < flows.Count;)
            {
                var count = Math.Min(room, flows.Count - first);
                response.Reports.Add(ToWire(entry, flows, first, count));
                (first, room) = (first + count, room - count);
                if (room == 0)
                {
                    await responses.WriteAsync(response, cancellationToken);
                    (response, room) = (new ExportFlowsResponse { ToPosition = to }, FlowsPerResponse);
                }
            }
        }

        if (response.Reports.Count > 0)
            await responses.WriteAsync(response, cancellationToken);
    }

    private async ValueTask<long> FindEndAsync(ExportFlowsRequest request, CancellationToken cancellationToken)
    {
        if (request.AfterPosition < 0)
            throw Contract.Invalid("after_position", "after_position is 0 or more.", "after_position は 0 以上です。");

        if (request.ToPosition != 0 && request.ToPosition < request.AfterPosition)
        {
            throw Contract.Invalid(
                "to_position",
                "to_position is 0, or after_position or more.",
                "to_position は 0、または after_position 以上です。");
        }

        var head = (await journal.GetTotalsAsync(cancellationToken)).Head;
        return request.ToPosition == 0 ? head : Math.Min(request.ToPosition, head);
    }

    private static ExportedReport ToWire(JournalEntry entry, IReadOnlyList<DomainFlow> flows, int first, int count)
    {
        var report = new ExportedReport
        {
            Position = entry.Offset,
            Hub = entry.Hub.Value,
            Producer = entry.Record.Producer,
            Sequence = entry.Record.Sequence,
            AcceptedAtMs = entry.Record.AcceptedAtUnixMilliseconds,
            FlowCount = flows.Count,
            FirstFlow = first,
        };
        for (var i = first; i < first + count; i++)
            report.Flows.Add(ToWire(flows[i]));

        return report;
    }

    private static Flow ToWire(in DomainFlow flow) => new()
    {
        Origin = flow.Origin.Value,
        Destination = flow.Destination.Value,
        Layer = (Layer)flow.Layer,
        Quantity = flow.Quantity,
        EventTimeMs = flow.EventTime.UnixMilliseconds,
        Purpose = (Purpose)flow.Purpose,
        Mode = (TransportMode)flow.Mode,
        Deal = flow.Deal ?? "",
    };
}
