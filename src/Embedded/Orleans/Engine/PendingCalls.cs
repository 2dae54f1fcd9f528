namespace Orleans.Runtime;

/// <summary>
/// Calls whose callers wait, in order of deadline, so that one sweep finds the expired ones at the front. Striped by
/// thread to keep callers from meeting at one lock; a call is linked by itself, so that waiting allocates nothing.
/// </summary>
internal sealed class PendingCalls
{
    private readonly Stripe[] _stripes;
    private readonly int _mask;

    public PendingCalls()
    {
        var count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 2);
        _stripes = [.. Enumerable.Range(0, count).Select(_ => new Stripe())];
        _mask = count - 1;
    }

    public void Add(RequestBase request) => _stripes[Environment.CurrentManagedThreadId & _mask].Add(request);

    /// <summary>Takes out the calls whose deadline has passed.</summary>
    public List<RequestBase> TakeExpired(long nowMilliseconds)
    {
        List<RequestBase> expired = [];
        foreach (var stripe in _stripes)
            stripe.CollectExpired(nowMilliseconds, expired);
        return expired;
    }

    /// <summary>Takes out all calls.</summary>
    public List<RequestBase> TakeAll() => TakeExpired(long.MaxValue);

    internal sealed class Stripe
    {
        private readonly Lock _gate = new();
        private RequestBase? _first;
        private RequestBase? _last;

        public void Add(RequestBase request)
        {
            request.PendingIn = this;
            lock (_gate)
            {
                // Nearly always the last place: only calls with a timeout of their own go further forward.
                var before = _last;
                while (before is not null && before.Deadline > request.Deadline)
                    before = before.PendingPrevious;
                InsertAfter(before, request);
            }
        }

        public void Remove(RequestBase request)
        {
            lock (_gate)
                Unlink(request);
        }

        public void CollectExpired(long nowMilliseconds, List<RequestBase> expired)
        {
            lock (_gate)
            {
                while (_first is { } request && request.Deadline <= nowMilliseconds)
                {
                    Unlink(request);
                    expired.Add(request);
                }
            }
        }

        private void InsertAfter(RequestBase? before, RequestBase request)
        {
            var after = before is null ? _first : before.PendingNext;
            request.PendingPrevious = before;
            request.PendingNext = after;
            if (before is null)
                _first = request;
            else
                before.PendingNext = request;
            if (after is null)
                _last = request;
            else
                after.PendingPrevious = request;
        }

        private void Unlink(RequestBase request)
        {
            var before = request.PendingPrevious;
            var after = request.PendingNext;
            if (before is null && !ReferenceEquals(_first, request))
                return;
            if (before is null)
                _first = after;
            else
                before.PendingNext = after;
            if (after is null)
                _last = before;
            else
                after.PendingPrevious = before;
            request.PendingPrevious = request.PendingNext = null;
        }
    }
}
