namespace MegaRegion.Gateway.Reports;

/// <summary>
/// What a stream has read and not yet answered, bounded by reports and by bytes, its own and those of the whole process.
/// A report counts from <see cref="AddAsync"/> until <see cref="Release"/>, so the bound covers the batch at the grain as
/// well. One reader adds, one pump takes; disposal at the end of the stream gives back what was not answered.
/// </summary>
internal sealed class ReportQueue(int maxReports, long maxBytes, ByteBudget budget) : IDisposable
{
    private readonly Lock _gate = new();
    private List<QueuedReport> _waiting = [];
    private int _reports;
    private long _bytes;
    private bool _completed;
    private bool _isDisposed;
    private TaskCompletionSource? _roomSignal;
    private TaskCompletionSource? _workSignal;

    /// <summary>Adds a report; waits while the queue is at a bound. A report above the byte bound waits to be alone.</summary>
    public async ValueTask AddAsync(QueuedReport report, CancellationToken cancellationToken)
    {
        while (IsFull(report.Bytes, out var room))
            await room.WaitAsync(cancellationToken);

        await budget.TakeAsync(report.Bytes, cancellationToken);
        lock (_gate)
        {
            if (_isDisposed)
            {
                budget.Return(report.Bytes);
                return;
            }

            _waiting.Add(report);
            _reports++;
            _bytes += report.Bytes;
            Raise_Locked(ref _workSignal);
        }
    }

    /// <summary>No more reports will be added.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Raise_Locked(ref _workSignal);
        }
    }

    /// <summary>Everything that waits, in order; waits for the first. Empty when the queue is complete.</summary>
    public async ValueTask<IReadOnlyList<QueuedReport>> TakeAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task work;
            lock (_gate)
            {
                if (_waiting.Count > 0 || _completed)
                {
                    var taken = _waiting;
                    _waiting = [];
                    return taken;
                }

                work = Await_Locked(ref _workSignal);
            }

            await work.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Gives back the room of reports that were answered.</summary>
    /// <param name="count">How many.</param>
    /// <param name="bytes">Their bytes.</param>
    public void Release(int count, long bytes)
    {
        lock (_gate)
        {
            _reports -= count;
            _bytes -= bytes;
            Raise_Locked(ref _roomSignal);
        }

        budget.Return(bytes);
    }

    /// <summary>Gives back the room of everything that was not answered.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            budget.Return(_bytes);
            _bytes = 0;
        }
    }

    /// <summary>Whether there is no room for so many bytes; then the task completes when some was given back.</summary>
    private bool IsFull(long bytes, out Task room)
    {
        lock (_gate)
        {
            var hasRoom = _reports == 0 || (_reports < maxReports && _bytes + bytes <= maxBytes);
            room = hasRoom ? Task.CompletedTask : Await_Locked(ref _roomSignal);
            return !hasRoom;
        }
    }

    private static Task Await_Locked(ref TaskCompletionSource? signal) =>
        (signal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private static void Raise_Locked(ref TaskCompletionSource? signal)
    {
        signal?.TrySetResult();
        signal = null;
    }
}
