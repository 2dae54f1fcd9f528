using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The activations of one grain class, by key.</summary>
internal sealed class GrainDirectory
{
    private readonly GrainClass _class;
    private readonly ConcurrentDictionary<IdSpan, Activation> _single = new();
    private readonly ConcurrentDictionary<IdSpan, WorkerPool> _pools = new();

    public GrainDirectory(GrainClass grainClass) => _class = grainClass;

    public IEnumerable<Activation> Activations => _class.MaxWorkers > 0
        ? _pools.Values.SelectMany(pool => pool.Snapshot())
        : _single.Select(entry => entry.Value);

    public int Count => _class.MaxWorkers > 0 ? _pools.Values.Sum(pool => pool.Snapshot().Length) : _single.Count;

    /// <summary>The activation to send the next request to; made if there is none.</summary>
    public Activation GetOrAdd(IdSpan key) => _class.MaxWorkers > 0
        ? _pools.GetOrAdd(key, static (id, owner) => new WorkerPool(owner, id), _class).Pick()
        : _single.GetOrAdd(key, static (id, owner) => new Activation(owner, id), _class);

    public bool TryGet(IdSpan key, out Activation? activation) => _single.TryGetValue(key, out activation);

    public bool TryAdd(Activation activation) => _single.TryAdd(activation.Key, activation);

    public void Remove(Activation activation)
    {
        if (_class.MaxWorkers == 0)
            _single.TryRemove(new KeyValuePair<IdSpan, Activation>(activation.Key, activation));
        else if (_pools.TryGetValue(activation.Key, out var pool))
            pool.Remove(activation);
    }
}
