using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>Reports of one hub that touch a new cell with every flow: each its own day and city.</summary>
internal sealed class CellBurst(ChannelBase channel, IReadOnlyList<string> hubs, DateTimeOffset latest)
{
    private const int FlowsOfReport = 1_000;

    private readonly FlowService.FlowServiceClient _service = new(channel);
    private int _cells;
    private int _reports;

    /// <summary>Reports so many new cells, a multiple of a thousand; returns how many there are now.</summary>
    public async Task<int> AddAsync(int cells)
    {
        for (var end = _cells + cells; _cells < end;)
        {
            var report = new FlowReport { Sequence = ++_reports };
            report.Flows.AddRange(Enumerable.Range(_cells, FlowsOfReport).Select(FlowOf));
            await _service.SubmitReportAsync(new SubmitReportRequest { Hub = hubs[0], Producer = "burst", Report = report });
            _cells += FlowsOfReport;
        }

        return _cells;
    }

    private Flow FlowOf(int cell) => new()
    {
        Origin = hubs[0],
        Destination = hubs[1 + (cell % (hubs.Count - 1))],
        Layer = Layer.People,
        Quantity = cell + 1,
        EventTimeMs = latest.AddDays(-(cell / (hubs.Count - 1))).ToUnixTimeMilliseconds(),
    };
}
