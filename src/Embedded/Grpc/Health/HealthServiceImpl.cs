using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>The standard health service over statuses that are set by name; the empty name is the whole server.</summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    /// <summary>Changes kept for a watcher that does not read; beyond it the oldest are dropped, for only the newest counts.</summary>
    internal const int MaxPendingChanges = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ChannelWriter<ServingStatus>>> _watchers = new(StringComparer.Ordinal);

    /// <summary>Sets a service's status and tells its watchers.</summary>
    public void SetStatus(string service, ServingStatus status)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_lock)
        {
            if (_statuses.TryGetValue(service, out var previous) && previous == status)
                return;
            _statuses[service] = status;
            Tell(service, status);
        }
    }

    /// <summary>Forgets a service; its watchers see SERVICE_UNKNOWN.</summary>
    public void ClearStatus(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_lock)
        {
            if (_statuses.Remove(service))
                Tell(service, ServingStatus.ServiceUnknown);
        }
    }

    /// <summary>Forgets all services.</summary>
    public void ClearAll()
    {
        lock (_lock)
        {
            string[] services = [.. _statuses.Keys];
            _statuses.Clear();
            foreach (var service in services)
                Tell(service, ServingStatus.ServiceUnknown);
        }
    }

    /// <inheritdoc />
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        lock (_lock)
        {
            return _statuses.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, "The server does not have this service."));
        }
    }

    /// <inheritdoc />
    public override Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context)
        => WatchAsync(request.Service, responseStream, context.CancellationToken, CancellationToken.None);

    /// <summary>Watches until the caller leaves, or until the server stops, which is told as NOT_SERVING.</summary>
    internal async Task WatchAsync(
        string service,
        IServerStreamWriter<HealthCheckResponse> responses,
        CancellationToken callCancelled,
        CancellationToken serverStopping)
    {
        var changes = Channel.CreateBounded<ServingStatus>(
            new BoundedChannelOptions(MaxPendingChanges) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        Subscribe(service, changes.Writer);
        using var leaving = callCancelled.UnsafeRegister(static state => ((ChannelWriter<ServingStatus>)state!).TryComplete(), changes.Writer);
        using var stopping = serverStopping.UnsafeRegister(static state => EndWatch((ChannelWriter<ServingStatus>)state!), changes.Writer);
        try
        {
            ServingStatus? last = null;
            await foreach (var status in changes.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (status != last && !callCancelled.IsCancellationRequested)
                    await responses.WriteAsync(new HealthCheckResponse { Status = status });
                last = status;
            }
        }
        finally
        {
            Unsubscribe(service, changes.Writer);
        }
    }

    private static void EndWatch(ChannelWriter<ServingStatus> watcher)
    {
        watcher.TryWrite(ServingStatus.NotServing);
        watcher.TryComplete();
    }

    private void Subscribe(string service, ChannelWriter<ServingStatus> watcher)
    {
        lock (_lock)
        {
            if (!_watchers.TryGetValue(service, out var watchers))
                _watchers.Add(service, watchers = []);
            watchers.Add(watcher);
            watcher.TryWrite(_statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown));
        }
    }

    private void Unsubscribe(string service, ChannelWriter<ServingStatus> watcher)
    {
        lock (_lock)
        {
            var watchers = _watchers[service];
            watchers.Remove(watcher);
            if (watchers.Count == 0)
                _watchers.Remove(service);
        }
    }

    private void Tell(string service, ServingStatus status)
    {
        foreach (var watcher in _watchers.GetValueOrDefault(service) ?? [])
            watcher.TryWrite(status);
    }
}
