namespace MegaRegion.Storage.Writing;

/// <summary>
/// The bounded queue before the writer thread: first in, first out, bounded by writes and by bytes. Callers beyond the
/// bounds wait outside in order. A channel would bound the number only, and one write may be a hundred thousand times
/// as large as another; it would also make the writer thread block on a task. Thread-safe.
/// </summary>
internal sealed class WriteQueue<TWrite>(int maxWrites, long maxBytes)
    where TWrite : QueuedWrite
{
    private readonly object _gate = new();
    private readonly Queue<TWrite> _queued = new();
    private readonly LinkedList<Waiter> _outside = new();
    private long _bytes;
    private bool _closed;

    /// <summary>Writes inside, and callers who wait outside.</summary>
    public int Depth
    {
        get
        {
            lock (_gate)
            {
                return _queued.Count + _outside.Count;
            }
        }
    }

    /// <summary>The share of the tighter bound that is in use, 0 to 1.</summary>
    public double Utilisation
    {
        get
        {
            lock (_gate)
            {
                return Math.Min(1, Math.Max(_queued.Count / (double)maxWrites, _bytes / (double)maxBytes));
            }
        }
    }

    /// <summary>Puts a request into the queue, or into the line before it. False when the queue is closed.</summary>
    /// <param name="request">The request; it is told when the token takes it out of the line.</param>
    /// <param name="cancellationToken">Heeded until the request is inside.</param>
    public bool TryEnqueue(TWrite request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            if (_outside.Count == 0 && HasRoomFor(request))
            {
                LetIn(request);
                return true;
            }

            var node = _outside.AddLast(new Waiter(request));
            node.Value.Cancellation = cancellationToken.UnsafeRegister(
                (state, token) => Leave((LinkedListNode<Waiter>)state!, token), node);
            return true;
        }
    }

    /// <summary>
    /// Takes what is waiting, at least one request, up to the bounds of a group; blocks while there is none. False when
    /// the queue is closed and empty.
    /// </summary>
    public bool Take(List<TWrite> group, int maxGroupWrites, long maxGroupBytes)
    {
        lock (_gate)
        {
            while (_queued.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
            }

            var bytes = 0L;
            while (group.Count < maxGroupWrites
                   && _queued.TryPeek(out var next)
                   && (group.Count == 0 || bytes + next.Bytes <= maxGroupBytes))
            {
                bytes += next.Bytes;
                _bytes -= next.Bytes;
                group.Add(_queued.Dequeue());
                AdmitFromOutside();
            }

            return group.Count > 0;
        }
    }

    /// <summary>Lets nothing more in; what is inside or in line is still taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private bool HasRoomFor(TWrite request) =>
        _queued.Count == 0 || (_queued.Count < maxWrites && _bytes + request.Bytes <= maxBytes);

    private void LetIn(TWrite request)
    {
        _queued.Enqueue(request);
        _bytes += request.Bytes;
        Monitor.Pulse(_gate);
    }

    private void AdmitFromOutside()
    {
        while (_outside.First is { } first && HasRoomFor(first.Value.Request))
        {
            _outside.RemoveFirst();
            first.Value.Cancellation.Unregister();
            LetIn(first.Value.Request);
        }
    }

    private void Leave(LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (node.List is null)
            {
                return;
            }

            _outside.Remove(node);
            AdmitFromOutside();
        }

        node.Value.Request.Cancel(cancellationToken);
    }

    private sealed class Waiter(TWrite request)
    {
        public TWrite Request { get; } = request;

        public CancellationTokenRegistration Cancellation { get; set; }
    }
}
