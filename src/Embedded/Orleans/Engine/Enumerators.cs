namespace Orleans.Runtime;

/// <summary>The streams being read from one activation. Used on its turns only.</summary>
internal sealed class Enumerators(Activation activation)
{
    private readonly Dictionary<Guid, OpenStream> _open = [];
    private IGrainTimer? _cleaner;

    public ValueTask<EnumerationPage<T>> StartAsync<T>(Guid id, AsyncEnumerableRequest<T> request, CancellationToken token)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var stream = new OpenStream<T>(request.Start(activation.Target, stop.Token).GetAsyncEnumerator(stop.Token), stop, request.MaxBatchSize);
        _open.Add(id, stream);
        var period = activation.Engine.Messaging.ResponseTimeout;
        _cleaner ??= GrainTimer<Enumerators>.Start(
            activation, static (self, _) => self.RemoveUnusedAsync(), this, new GrainTimerCreationOptions(period, period) { Interleave = true });
        return PullAsync(id, stream);
    }

    public ValueTask<EnumerationPage<T>> MoveNextAsync<T>(Guid id) => _open.TryGetValue(id, out var stream)
        ? PullAsync(id, (OpenStream<T>)stream)
        : new(new EnumerationPage<T>(EnumerationStatus.Missing, []));

    public async ValueTask DisposeAsync(Guid id)
    {
        if (_open.Remove(id, out var stream))
            await stream.DisposeAsync();
    }

    public async ValueTask DisposeAllAsync()
    {
        _cleaner?.Dispose();
        foreach (var id in _open.Keys.ToArray())
            await DisposeAsync(id);
    }

    private async ValueTask<EnumerationPage<T>> PullAsync<T>(Guid id, OpenStream<T> stream)
    {
        var engine = activation.Engine;
        stream.LastUsed = engine.Clock.NowMilliseconds;

        // A stream that stays silent answers in time nevertheless, so that waiting for an item is no timeout.
        var page = await stream.NextPageAsync(engine.Messaging.ResponseTimeout / 2, engine.Time);
        stream.LastUsed = engine.Clock.NowMilliseconds;
        if (page.Status != EnumerationStatus.More)
            await DisposeAsync(id);
        return page;
    }

    private async Task RemoveUnusedAsync()
    {
        var engine = activation.Engine;
        var limit = engine.Clock.NowMilliseconds - (long)engine.Messaging.ResponseTimeout.TotalMilliseconds;
        foreach (var (id, stream) in _open.ToArray())
        {
            if (stream.LastUsed <= limit && !stream.IsPulling)
                await DisposeAsync(id);
        }
    }
}
