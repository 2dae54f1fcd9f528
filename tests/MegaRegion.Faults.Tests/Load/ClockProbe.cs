using Grpc.Core;
using MegaRegion.Client.Errors;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// A hub that finds out what a server's wall clock shows: an event may be five minutes ahead of it, and no more. Each
/// report is one flow of one person.
/// </summary>
internal sealed class ClockProbe(ChannelBase channel, string hub, string destination)
{
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FlowService.FlowServiceClient _service = new(channel);
    private readonly List<DateTimeOffset> _events = [];

    public string Hub => hub;

    /// <summary>The promises: for each sequence, from 1 on, the offset.</summary>
    public List<long> Offsets { get; } = [];

    /// <summary>Reports until the server's clock is not before a moment; without a jump that takes as long as it is ahead.</summary>
    public async Task ReachesAsync(DateTimeOffset moment)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var ticks = new PeriodicTimer(Period);
        while (!await IsAcceptedAsync(moment + MaxAhead))
        {
            await ticks.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>The server's clock is before a moment.</summary>
    public async Task IsBeforeAsync(DateTimeOffset moment) =>
        (await IsAcceptedAsync(moment + MaxAhead)).ShouldBeFalse($"the server takes {moment:O} for past");

    /// <summary>The latest report is known when it comes again, whatever the clock shows.</summary>
    public async Task IsKnownAgainAsync()
    {
        var ack = (await SubmitAsync(Offsets.Count, _events[^1])).Ack;
        ack.Duplicate.ShouldBeTrue();
        ack.Offset.ShouldBe(Offsets[^1]);
    }

    private async Task<bool> IsAcceptedAsync(DateTimeOffset time)
    {
        try
        {
            var answer = await SubmitAsync(Offsets.Count + 1, time);
            answer.Ack.Duplicate.ShouldBeFalse();
            Offsets.Add(answer.Ack.Offset);
            _events.Add(time);
            return true;
        }
        catch (RpcException refusal) when (ErrorDetails.Find(refusal) is { Code: ErrorCode.InvalidEventTime })
        {
            return false;
        }
    }

    private async Task<SubmitReportResponse> SubmitAsync(long sequence, DateTimeOffset time)
    {
        var report = new FlowReport { Sequence = sequence };
        report.Flows.Add(new Flow
        {
            Origin = hub,
            Destination = destination,
            Layer = Layer.People,
            Quantity = 1,
            EventTimeMs = time.ToUnixTimeMilliseconds(),
        });
        return await _service.SubmitReportAsync(new SubmitReportRequest { Hub = hub, Producer = "probe", Report = report });
    }
}
