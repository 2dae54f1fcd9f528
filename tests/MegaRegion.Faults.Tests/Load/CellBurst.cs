using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// Reports of one hub that touch cell after cell, each of its own day and city, and begin anew when all were touched: the
/// number of cells stays, and their quantities grow.
/// </summary>
internal sealed class CellBurst(ChannelBase channel, IReadOnlyList<string> hubs, DateTimeOffset latest, int cells)
{
    private const int FlowsOfReport = 1_000;

    private readonly FlowService.FlowServiceClient _service = new(channel);
    private int _next;
    private int _reports;
    private long _total;

    /// <summary>Touches so many cells, a multiple of a thousand; returns the sum of all quantities so far.</summary>
    public async Task<long> AddAsync(int touches)
    {
        for (var end = _next + touches; _next < end; _next += FlowsOfReport)
        {
            var report = new FlowReport { Sequence = ++_reports };
            report.Flows.AddRange(Enumerable.Range(_next, FlowsOfReport).Select(FlowOf));
            await _service.SubmitReportAsync(new SubmitReportRequest { Hub = hubs[0], Producer = "burst", Report = report });
            _total += report.Flows.Sum(flow => flow.Quantity);
        }

        return _total;
    }

    private Flow FlowOf(int touch)
    {
        var cell = touch % cells;
        return new Flow
        {
            Origin = hubs[0],
            Destination = hubs[1 + (cell % (hubs.Count - 1))],
            Layer = Layer.People,
            Quantity = cell + 1,
            EventTimeMs = latest.AddDays(-(cell / (hubs.Count - 1))).ToUnixTimeMilliseconds(),
        };
    }
}
