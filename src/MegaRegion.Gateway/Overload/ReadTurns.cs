using Microsoft.Extensions.Options;

namespace MegaRegion.Gateway.Overload;

/// <summary>
/// Decides which connection is read next while the process has more work than it gets done.
/// <para>
/// Even a refusal costs something: a frame is parsed, a stream begun, an answer written. When calls come faster than they can
/// be refused, a server that reads whatever arrives does nothing else. What it has let in waits behind the refusals, what
/// it has not read grows old in its sockets, and in the end it reads only calls that nobody waits for any more. So reading
/// has to be earned. As long as no single report is refused, or the thread pool keeps up, every connection is read at once.
/// When neither is so, a connection that has sent something stands in line for a turn, which covers as many bytes as there is credit for. A
/// report that was answered earns credit for the next one and for <see cref="RefusalsPerReport"/> calls to refuse, so that
/// refusals have a fixed part of the time whatever the speed of the machine; and each time that the pool has done all that
/// was queued before, a little is given for nothing, so that reading goes on when no report is answered.
/// </para>
/// <para>
/// What cannot even be refused must not be kept until it is stale. A connection with single reports that is behind for
/// <see cref="GatewayOptions.MaxReadLag"/> is not read any more. The calls on it that were let in are answered;
/// then it is cut, which costs the same for one call or a thousand, and its clients see UNAVAILABLE soon instead of
/// DEADLINE_EXCEEDED late. A connection of streams alone is slowed down and not cut.
/// </para>
/// Thread-safe.
/// </summary>
internal sealed class ReadTurns : IThreadPoolWorkItem
{
    /// <summary>Work items that may wait in the pool before connections stand in line.</summary>
    internal const int MaxPendingWork = 256;

    /// <summary>
    /// Calls that may be refused for each report: refusing five costs about half of a report.
    /// </summary>
    internal const int RefusalsPerReport = 5;

    /// <summary>Bytes of a call on the wire: a small report and its headers.</summary>
    internal const int CallBytes = 256;

    /// <summary>How long after the last refusal connections still stand in line.</summary>
    internal static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

    private const int RoundBytes = 4 << 10;
    private const int LeastTurnBytes = 1 << 10;
    private const long Never = long.MinValue;

    private readonly TimeProvider _time;
    private readonly Func<long> _pendingWork;
    private readonly Action<IThreadPoolWorkItem> _queueWork;
    private readonly long _mostCredit;
    private readonly Lock _gate = new();
    private readonly Queue<Turn> _line = new();
    private long _credit;
    private long _refusedAt;
    private volatile bool _isTurning;

    /// <summary>Turns by the process's thread pool.</summary>
    public ReadTurns(IOptions<GatewayOptions> options, TimeProvider time)
        : this(
            options.Value,
            time,
            () => ThreadPool.PendingWorkItemCount,
            work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false))
    {
    }

    /// <summary>Turns by another queue of work.</summary>
    /// <param name="options">How long a connection may be behind, and how many calls may be let in at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="pendingWork">How much waits in the queue.</param>
    /// <param name="queueWork">Puts work at the end of the queue.</param>
    internal ReadTurns(
        GatewayOptions options, TimeProvider time, Func<long> pendingWork, Action<IThreadPoolWorkItem> queueWork)
    {
        (MaxLag, _time, _pendingWork, _queueWork) = (options.MaxReadLag, time, pendingWork, queueWork);
        _refusedAt = Never;
        _mostCredit = (long)options.MaxReportCalls * (1 + RefusalsPerReport) * CallBytes;
        _credit = _mostCredit;
    }

    /// <summary>How long a connection may be behind before it is cut.</summary>
    public TimeSpan MaxLag { get; }

    /// <summary>Whether connections have to stand in line.</summary>
    public bool AreNeeded => IsRefusing && (_isTurning || _pendingWork() > MaxPendingWork);

    private bool IsRefusing =>
        Volatile.Read(ref _refusedAt) is var refused and not Never && _time.GetElapsedTime(refused) < Aftermath;

    /// <summary>Completes when it is the caller's turn.</summary>
    /// <param name="bytes">How much there is to read.</param>
    /// <returns>How much may be read, at least 1 KiB.</returns>
    public ValueTask<long> TakeAsync(long bytes)
    {
        Turn turn;
        lock (_gate)
        {
            if (_credit > 0 && _line.Count == 0)
                return ValueTask.FromResult(Spend(bytes));

            turn = new Turn(bytes);
            _line.Enqueue(turn);
            if (_isTurning)
                return new ValueTask<long>(turn.Task);

            _isTurning = true;
        }

        _queueWork(this);
        return new ValueTask<long>(turn.Task);
    }

    /// <summary>A single report was refused.</summary>
    public void Refused() => Volatile.Write(ref _refusedAt, _time.GetTimestamp());

    /// <summary>A report was answered.</summary>
    public void Earn()
    {
        lock (_gate)
        {
            Give((1 + RefusalsPerReport) * CallBytes);
        }
    }

    /// <summary>The end of a round: everything that was queued before has begun.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        bool goesOn;
        lock (_gate)
        {
            Give(IsRefusing ? RoundBytes : _mostCredit);
            _isTurning = goesOn = _line.Count > 0;
        }

        if (goesOn)
            _queueWork(this);
    }

    private void Give(long bytes)
    {
        _credit = Math.Min(_credit + bytes, _mostCredit);
        while (_credit > 0 && _line.TryDequeue(out var turn))
            turn.SetResult(Spend(turn.Bytes));
    }

    private long Spend(long bytes)
    {
        var granted = Math.Clamp(bytes, LeastTurnBytes, Math.Max(_credit, LeastTurnBytes));
        _credit -= granted;
        return granted;
    }

    private sealed class Turn(long bytes) : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Bytes => bytes;
    }
}
