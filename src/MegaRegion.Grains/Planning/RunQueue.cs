namespace MegaRegion.Grains.Planning;

/// <summary>
/// Runs that wait. Planners take turns: each turn takes the oldest run of the planner whose turn was longest ago, so one who
/// queues fifty runs delays another's by one run, not by fifty. A planner who comes anew waits behind those who wait already.
/// Thread-safe.
/// </summary>
/// <param name="capacity">Most runs that may wait.</param>
internal sealed class RunQueue(int capacity)
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly Queue<string> _turns = [];
    private readonly Dictionary<string, Queue<RunJob>> _ofPlanner = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Adds a run; false when the queue is full.</summary>
    public bool TryAdd(RunJob job)
    {
        var planner = job.Order.Planner ?? "";
        lock (_gate)
        {
            if (_count >= capacity)
                return false;
            _count++;
            if (!_ofPlanner.TryGetValue(planner, out var own))
            {
                _ofPlanner.Add(planner, own = []);
                _turns.Enqueue(planner);
            }

            own.Enqueue(job);
        }

        _waiting.Release();
        return true;
    }

    /// <summary>The next run; waits for one. Runs that were cancelled come too: their worker passes over them.</summary>
    public async Task<RunJob> TakeAsync(CancellationToken cancellationToken)
    {
        await _waiting.WaitAsync(cancellationToken);
        lock (_gate)
        {
            _count--;
            var planner = _turns.Dequeue();
            var own = _ofPlanner[planner];
            var job = own.Dequeue();
            if (own.Count > 0)
                _turns.Enqueue(planner);
            else
                _ofPlanner.Remove(planner);
            return job;
        }
    }
}
