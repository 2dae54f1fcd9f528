using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using MegaRegion.Client.Errors;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// Single reports, each a call of its own, from any number of producers, one call of each at a time. Open loop: so many
/// calls a second whether they are answered or not. Closed loop: so many calls at once. A refused report is sent again by
/// a later call under the same sequence.
/// </summary>
internal sealed class OpenLoad(ChannelBase channel, ReportPlan plan, string producers = "p")
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    // The short form runs beside other tests.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(FaultRun.IsFull ? 10 : 60);

    private readonly FlowService.FlowServiceClient _service = new(channel);
    private readonly ConcurrentBag<Source> _idle = [];
    private readonly ConcurrentQueue<Acknowledgement> _acknowledged = new();
    private int _sources;

    /// <summary>Every promise so far.</summary>
    public IReadOnlyCollection<Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>So many calls a second for a time; ends when all are answered.</summary>
    public async Task<CallFigures> RunOpenAsync(double callsPerSecond, TimeSpan duration)
    {
        var (calls, underWay, begun) = (new ConcurrentQueue<AnsweredCall>(), new Queue<Task>(), 0L);
        var started = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(Period);
        var now = TimeSpan.Zero;
        while (now < duration)
        {
            for (var due = (long)(now.TotalSeconds * callsPerSecond); begun < due; begun++)
            {
                underWay.Enqueue(Task.Run(async () => calls.Enqueue(await CallAsync())));
            }

            while (underWay.TryPeek(out var oldest) && oldest.IsCompleted)
            {
                await underWay.Dequeue();
            }

            await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            now = Stopwatch.GetElapsedTime(started);
        }

        // Answers that come later belong to the load, but are not the rate of this time.
        var accepted = calls.Count(call => call.IsAccepted);
        await Task.WhenAll(underWay);
        return new CallFigures([.. calls], accepted / now.TotalSeconds);
    }

    /// <summary>So many calls at once, each followed by the next, until so many were answered.</summary>
    public async Task<CallFigures> RunClosedAsync(int atOnce, int total)
    {
        var (calls, left) = (new ConcurrentBag<AnsweredCall>(), total);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                calls.Add(await CallAsync());
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new CallFigures([.. calls], calls.Count(call => call.IsAccepted) / seconds);
    }

    private async Task<AnsweredCall> CallAsync()
    {
        if (!_idle.TryTake(out var source))
        {
            var number = Interlocked.Increment(ref _sources);
            source = new Source(plan.Hubs[number % plan.Hubs.Count], FormattableString.Invariant($"{producers}{number}"));
        }

        var report = new FlowReport { Sequence = source.Next };
        report.Flows.AddRange(plan.WireFlowsOf(source.Hub, source.Next));
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answer = await _service.SubmitReportAsync(
                new SubmitReportRequest { Hub = source.Hub, Producer = source.Producer, Report = report },
                deadline: DateTime.UtcNow + Deadline);
            source.Next++;
            _acknowledged.Enqueue(new Acknowledgement(source.Hub, answer.Ack.Sequence, answer.Ack.Offset));
            return new AnsweredCall(StatusCode.OK, Stopwatch.GetElapsedTime(started), HasDelay: false);
        }
        catch (RpcException exception)
        {
            return new AnsweredCall(
                exception.StatusCode, Stopwatch.GetElapsedTime(started), ErrorDetails.RetryAfter(exception) > TimeSpan.Zero);
        }
        finally
        {
            _idle.Add(source);
        }
    }

    private sealed class Source(string hub, string producer)
    {
        public string Hub { get; } = hub;

        public string Producer { get; } = producer;

        public long Next { get; set; } = 1;
    }
}
