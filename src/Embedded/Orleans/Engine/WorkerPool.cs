namespace Orleans.Runtime;

/// <summary>
/// The activations of one stateless worker grain. A request goes to an idle one, else to a new one while the limit
/// allows, else to the one with the fewest requests waiting.
/// </summary>
internal sealed class WorkerPool
{
    private readonly GrainClass _class;
    private readonly IdSpan _key;
    private readonly Lock _gate = new();
    private Activation[] _workers = [];

    public WorkerPool(GrainClass grainClass, IdSpan key)
    {
        _class = grainClass;
        _key = key;
    }

    public Activation[] Snapshot() => Volatile.Read(ref _workers);

    public Activation Pick()
    {
        lock (_gate)
        {
            Activation? best = null;
            foreach (var worker in _workers)
            {
                if (worker.IsValid && (best is null || worker.AssignedRequests < best.AssignedRequests))
                    best = worker;
            }

            if (best is null || (best.AssignedRequests > 0 && _workers.Length < _class.MaxWorkers))
            {
                best = new Activation(_class, _key);
                _workers = [.. _workers, best];
            }

            best.Assign();
            return best;
        }
    }

    public void Remove(Activation activation)
    {
        lock (_gate)
            _workers = [.. _workers.Where(worker => !ReferenceEquals(worker, activation))];
    }
}
