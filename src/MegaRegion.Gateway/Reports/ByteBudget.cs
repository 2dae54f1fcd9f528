namespace MegaRegion.Gateway.Reports;

/// <summary>
/// The bytes of reports that all streams and calls of this process may hold between reading and answering. Streams wait
/// for room, first come first served, and are not read on meanwhile, so HTTP/2 flow control holds their clients back. A
/// report above the whole budget is let in when nothing else is there. Whoever has room gives it back when its report is
/// answered, so those who wait always get on. Thread-safe.
/// </summary>
internal sealed class ByteBudget(long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _line = new();
    private long _taken;

    /// <summary>Bytes that are taken now.</summary>
    public long Taken
    {
        get
        {
            lock (_gate)
            {
                return _taken;
            }
        }
    }

    /// <summary>Takes room if there is some and nobody waits for it.</summary>
    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_line.Count > 0 || !HasRoom_Locked(bytes))
                return false;

            _taken += bytes;
            return true;
        }
    }

    /// <summary>Takes room; waits for it in line.</summary>
    public async ValueTask TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        LinkedListNode<Waiter> place;
        lock (_gate)
        {
            if (_line.Count == 0 && HasRoom_Locked(bytes))
            {
                _taken += bytes;
                return;
            }

            place = _line.AddLast(new Waiter(bytes));
        }

        await using var cancelled = cancellationToken.UnsafeRegister(_ => Leave(place, cancellationToken), state: null);
        await place.Value.Admitted.Task;
    }

    /// <summary>Gives room back.</summary>
    public void Return(long bytes)
    {
        lock (_gate)
        {
            _taken -= bytes;
            Admit_Locked();
        }
    }

    private bool HasRoom_Locked(long bytes) => _taken == 0 || _taken + bytes <= maxBytes;

    private void Admit_Locked()
    {
        while (_line.First is { } first && HasRoom_Locked(first.Value.Bytes))
        {
            _line.RemoveFirst();
            _taken += first.Value.Bytes;
            first.Value.Admitted.SetResult();
        }
    }

    private void Leave(LinkedListNode<Waiter> place, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (place.List is null)
                return;

            _line.Remove(place);
            Admit_Locked();
        }

        place.Value.Admitted.SetCanceled(cancellationToken);
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes => bytes;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
