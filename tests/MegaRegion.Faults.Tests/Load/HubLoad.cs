using System.Collections.Concurrent;
using Grpc.Core;
using MegaRegion.Client.Errors;
using MegaRegion.Client.Reporting;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// Many hubs that report the plan as fast as they are acknowledged. Of what is acknowledged, one in twenty is sent again
/// as it was and one in a hundred with another body, as careless clients do.
/// </summary>
internal sealed class HubLoad
{
    public const string Producer = "load";

    private const int Window = 16;
    private const int SameAgainOneIn = 20;
    private const int OtherBodyOneIn = 100;

    private readonly ChannelBase _channel;
    private readonly ReportPlan _plan;
    private readonly FlowService.FlowServiceClient _service;
    private readonly AcknowledgementCount _count = new();
    private readonly ConcurrentQueue<Acknowledgement> _acknowledged = new();
    private readonly ConcurrentQueue<string> _broken = new();
    private readonly List<Task> _hubs;
    private volatile bool _isStopping;

    private HubLoad(ChannelBase channel, ReportPlan plan, IEnumerable<string> hubs, HubClientOptions template)
    {
        (_channel, _plan) = (channel, plan);
        _service = new FlowService.FlowServiceClient(channel);
        _hubs = [.. hubs.Select(hub => Task.Run(() => RunAsync(template with { Hub = hub })))];
    }

    /// <summary>The patient client: it tries until the server is back.</summary>
    public static HubClientOptions Patient { get; } = new()
    {
        Hub = "",
        Producer = Producer,
        MaxUnacknowledgedReports = Window,
        FirstPause = TimeSpan.FromMilliseconds(20),
        LongestPause = TimeSpan.FromMilliseconds(200),
    };

    /// <summary>Every promise so far.</summary>
    public IReadOnlyCollection<Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>Calls that ended as they must not: failed reports, and resends with a wrong answer.</summary>
    public IReadOnlyCollection<string> Broken => _broken;

    /// <summary>Starts to report.</summary>
    /// <param name="channel">The server.</param>
    /// <param name="plan">What to report.</param>
    /// <param name="hubs">Who reports; null for all hubs of the plan.</param>
    /// <param name="template">The client's options but for the hub; null for the patient client.</param>
    public static HubLoad Start(
        ChannelBase channel, ReportPlan plan, IEnumerable<string>? hubs = null, HubClientOptions? template = null) =>
        new(channel, plan, hubs ?? plan.Hubs, template ?? Patient);

    /// <summary>Completes after so many further acknowledgements.</summary>
    public Task WaitForAsync(int more) => _count.WaitForAsync(more);

    /// <summary>Completes when every hub has stopped by itself.</summary>
    public Task StoppedAsync() =>
        Task.WhenAll(_hubs).WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);

    /// <summary>Posts nothing more and waits for the acknowledgements that are due.</summary>
    public Task StopAsync()
    {
        _isStopping = true;
        return Task.WhenAll(_hubs);
    }

    private async Task RunAsync(HubClientOptions options)
    {
        var answers = new List<Task>();
        try
        {
            await using var client = new HubClient(_channel, options, random: new Random(options.Hub.Length));
            for (var sequence = await client.GetNextSequenceAsync(); !_isStopping; sequence++)
            {
                var posted = await client.PostAsync([.. _plan.WireFlowsOf(options.Hub, sequence)]);
                answers.Add(FollowAsync(options.Hub, sequence, posted.Durable));
                answers.RemoveAll(answer => answer.IsCompletedSuccessfully);
            }
        }
        catch (HubClientStoppedException exception)
        {
            _broken.Enqueue($"{options.Hub} stopped: {exception.Message}");
        }

        await Task.WhenAll(answers);
    }

    private async Task FollowAsync(string hub, long sequence, Task<ReportReceipt> durable)
    {
        try
        {
            var receipt = await durable;
            _acknowledged.Enqueue(new Acknowledgement(hub, receipt.Sequence, receipt.Offset));
            _count.Add();
            if (receipt.Sequence != sequence)
            {
                _broken.Enqueue($"{hub} posted {sequence} and it was recorded as {receipt.Sequence}");
            }

            await ResendAsync(hub, receipt);
        }
        catch (Exception exception) when (exception is HubClientStoppedException or ReportRefusedException)
        {
            _broken.Enqueue($"report {sequence} of {hub} failed: {exception.Message}");
        }
    }

    private async Task ResendAsync(string hub, ReportReceipt first)
    {
        var isOther = first.Sequence % OtherBodyOneIn == 0;
        if (!isOther && first.Sequence % SameAgainOneIn != 0)
        {
            return;
        }

        var report = new FlowReport { Sequence = first.Sequence };
        report.Flows.AddRange(_plan.WireFlowsOf(hub, isOther ? first.Sequence + 1 : first.Sequence));
        try
        {
            var ack = (await _service.SubmitReportAsync(
                new SubmitReportRequest { Hub = hub, Producer = Producer, Report = report })).Ack;
            if (isOther || !ack.Duplicate || ack.Offset != first.Offset)
            {
                _broken.Enqueue($"report {first.Sequence} of {hub} was taken twice: at {first.Offset} and {ack.Offset}");
            }
        }
        catch (RpcException exception) when (ErrorDetails.Find(exception) is { Code: ErrorCode.SequenceReused } && isOther)
        {
            // As it must be.
        }
        catch (RpcException exception) when (ErrorDetails.IsTransient(exception))
        {
            // The server is away; a careless client does not care.
        }
        catch (RpcException exception)
        {
            _broken.Enqueue($"the resend of {first.Sequence} of {hub} was answered {exception.Status}");
        }
    }
}
