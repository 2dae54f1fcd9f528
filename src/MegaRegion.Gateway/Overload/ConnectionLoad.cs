namespace MegaRegion.Gateway.Overload;

/// <summary>The single reports of one connection: how many came, and how many were let in and are not answered yet. Thread-safe.</summary>
internal sealed class ConnectionLoad
{
    private readonly Lock _gate = new();
    private int _calls;
    private long _came;
    private TaskCompletionSource? _idle;

    /// <summary>How many calls have come so far.</summary>
    public long Came => Interlocked.Read(ref _came);

    /// <summary>A call was let in.</summary>
    public void Enter()
    {
        Interlocked.Increment(ref _came);
        lock (_gate)
        {
            _calls++;
        }
    }

    /// <summary>A call was refused.</summary>
    public void Refuse() => Interlocked.Increment(ref _came);

    /// <summary>A call that was let in is answered.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_calls == 0)
                _idle?.TrySetResult();
        }
    }

    /// <summary>Completes when all calls are answered.</summary>
    public Task WhenIdle()
    {
        lock (_gate)
        {
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_calls == 0)
                _idle.SetResult();

            return _idle.Task;
        }
    }
}
