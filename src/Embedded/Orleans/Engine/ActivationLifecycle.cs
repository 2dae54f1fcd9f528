namespace Orleans.Runtime;

/// <summary>Runs the observers of one activation by stage: up in order, down in reverse.</summary>
internal sealed class ActivationLifecycle : IGrainLifecycle
{
    private readonly List<Entry> _entries = [];
    private int _startedStage = int.MinValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var entry = new Entry(this, stage, observer);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Calls back when everything has started.</summary>
    public void SubscribeLast(Action action) => Subscribe(nameof(SubscribeLast), GrainLifecycleStage.Last, new Callback(action));

    public async Task StartAsync(int fromStage, int toStage, CancellationToken token)
    {
        for (var next = NextStage(fromStage, toStage); next is { } stage; next = stage == int.MaxValue ? null : NextStage(stage + 1, toStage))
        {
            _startedStage = stage;
            await Task.WhenAll(_entries.Where(entry => entry.Stage == stage).ToArray().Select(entry => entry.Observer.OnStart(token)));
        }
    }

    public async Task StopAsync(CancellationToken token)
    {
        var stages = _entries.Select(entry => entry.Stage).Where(stage => stage <= _startedStage).Distinct().OrderDescending();
        foreach (var stage in stages.ToArray())
            await Task.WhenAll(_entries.Where(entry => entry.Stage == stage).ToArray().Select(entry => entry.Observer.OnStop(token)));
    }

    private int? NextStage(int from, int to) => _entries
        .Where(entry => entry.Stage >= from && entry.Stage <= to)
        .Select(entry => (int?)entry.Stage)
        .Min();

    private sealed record Entry(ActivationLifecycle Owner, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose() => Owner._entries.Remove(this);
    }

    private sealed class Callback(Action action) : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken = default)
        {
            action();
            return Task.CompletedTask;
        }

        public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
