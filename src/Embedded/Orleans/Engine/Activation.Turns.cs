namespace Orleans.Runtime;

/// <content>
/// The queue and its drain. The queue is a stack of linked items that producers push with one compare-and-swap; the
/// drain takes all of it with one exchange and reverses it. The head doubles as the scheduling state: null means that
/// nobody drains, so that the producer who finds null, and only that one, schedules the drain; while a drain runs, the
/// bottom of the stack is the marker <see cref="Draining"/>.
/// </content>
internal sealed partial class Activation
{
    /// <summary>Longest time one activation keeps a thread while others wait.</summary>
    public const long QuantumMilliseconds = 100;

    /// <summary>A turn longer than this is reported.</summary>
    public const long LongTurnMilliseconds = 1000;

    private static readonly WorkItem Draining = new TurnAction<int>(static (_, _) => { }, 0);
    private static readonly Action<object?> DrainAction = static state => ((Activation)state!).Drain();

    private WorkItem? _inbox;
    private WorkItem? _unfinished;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Queues work. Any thread may call it.</summary>
    public void Post(WorkItem item)
    {
        var head = Volatile.Read(ref _inbox);
        while (true)
        {
            item.Next = head;
            var seen = Interlocked.CompareExchange(ref _inbox, item, head);
            if (ReferenceEquals(seen, head))
                break;
            head = seen;
        }

        if (head is null)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Queues a function. Any thread may call it.</summary>
    public void Post<TState>(Action<Activation, TState> action, TState state) => Post(new TurnAction<TState>(action, state));

    /// <summary>Called by the thread pool: drains the queue with this object as current scheduler.</summary>
    public void Execute()
    {
        _current = this;
        new Task(DrainAction, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
        _current = null;
    }

    public void Execute(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => Post(new TurnTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        ReferenceEquals(_current, this) && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task>? GetScheduledTasks() => null;

    private void Drain()
    {
        var clean = ExecutionContext.Capture();
        var started = Environment.TickCount64;
        var now = started;
        while (Take() is { } item)
        {
            while (item is not null)
            {
                var next = item.Next;
                item.Next = null;
                TakeTurn(item, clean);
                now = CheckTurnLength(now);
                item = next;
                if (now - started > QuantumMilliseconds)
                {
                    YieldWith(item);
                    return;
                }
            }
        }
    }

    // Whatever a turn throws, the next one comes: an exception here would silence the activation for ever.
    private void TakeTurn(WorkItem item, ExecutionContext? clean)
    {
        try
        {
            item.Run(this);
            Clean(clean);
            if (_admitAgain)
                AdmitWaiting(clean);
        }
        catch (Exception exception)
        {
            Engine.Log.TurnFailed(GrainId, exception);
            (item as RequestBase)?.Fail(exception);
        }
    }

    // What a turn left in asynchronous locals, such as the request context, must not reach the next one.
    private static void Clean(ExecutionContext? clean)
    {
        if (clean is not null && !ReferenceEquals(ExecutionContext.Capture(), clean))
            ExecutionContext.Restore(clean);
    }

    /// <summary>The next items, oldest first; null when there are none, and then nobody drains any more.</summary>
    private WorkItem? Take()
    {
        if (_unfinished is { } unfinished)
        {
            _unfinished = null;
            return unfinished;
        }

        while (true)
        {
            var newest = Interlocked.Exchange(ref _inbox, Draining);
            if (newest is not null && !ReferenceEquals(newest, Draining))
                return OldestFirst(newest);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Draining), Draining))
                return null;
        }
    }

    private static WorkItem? OldestFirst(WorkItem newest)
    {
        WorkItem? oldest = null;
        WorkItem? item = newest;
        while (item is not null && !ReferenceEquals(item, Draining))
        {
            var older = item.Next;
            item.Next = oldest;
            oldest = item;
            item = older;
        }

        return oldest;
    }

    // The marker stays in the queue, so producers do not schedule a second drain.
    private void YieldWith(WorkItem? rest)
    {
        _unfinished = rest;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private long CheckTurnLength(long before)
    {
        var now = Environment.TickCount64;
        if (now - before > LongTurnMilliseconds)
        {
            Engine.Instruments.LongTurn();
            Engine.Log.LongTurn(GrainId, now - before);
        }

        return now;
    }
}
