using MegaRegion.V1;

namespace MegaRegion.Client.Reporting;

/// <summary>
/// Collects single flows into reports, for hubs whose events come one by one. A report is posted when it is full or
/// when its first flow has waited long enough. Thread-safe.
/// </summary>
public sealed class FlowCollector : IAsyncDisposable
{
    private readonly HubClient _client;
    private readonly FlowCollectorOptions _options;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ITimer _timer;
    private List<Flow> _flows = [];
    private TaskCompletionSource<ReportReceipt> _durable = NewReport();
    private int _disposed;

    /// <summary>Collects for a client, which the caller owns and disposes after the collector.</summary>
    public FlowCollector(HubClient client, FlowCollectorOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new FlowCollectorOptions();
        _timer = (time ?? TimeProvider.System).CreateTimer(
            _ => _ = FlushAsync(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Adds a flow; waits while the client's window is full. The answer's task completes when the report with the flow
    /// is durable.
    /// </summary>
    public async Task<PostedReport> AddAsync(Flow flow, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _flows.Add(flow);
            var durable = _durable.Task;
            if (_flows.Count >= _options.MaxFlows)
                await Post_HoldsTurnAsync();
            else if (_flows.Count == 1)
                _timer.Change(_options.MaxWait, Timeout.InfiniteTimeSpan);

            return new PostedReport(durable);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Posts what is there now. A failure reaches those who wait for the flows.</summary>
    public async Task FlushAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await Post_HoldsTurnAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Posts what is left; the client's disposal waits for its acknowledgement.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        await _timer.DisposeAsync();
        await FlushAsync();
    }

    private async Task Post_HoldsTurnAsync()
    {
        if (_flows.Count == 0)
            return;

        var (flows, durable) = (_flows, _durable);
        (_flows, _durable) = ([], NewReport());
        try
        {
            var posted = await _client.PostAsync(flows);
            _ = FollowAsync(posted.Durable, durable);
        }
        catch (HubClientStoppedException exception)
        {
            durable.TrySetException(exception);
        }
    }

    private static async Task FollowAsync(Task<ReportReceipt> report, TaskCompletionSource<ReportReceipt> durable)
    {
        try
        {
            durable.TrySetResult(await report);
        }
        catch (Exception exception)
        {
            durable.TrySetException(exception);
        }
    }

    private static TaskCompletionSource<ReportReceipt> NewReport() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
