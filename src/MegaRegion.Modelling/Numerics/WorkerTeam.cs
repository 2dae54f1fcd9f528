using System.Runtime.ExceptionServices;

namespace MegaRegion.Modelling.Numerics;

/// <summary>
/// Runs many short stages of independent items one after the other on the same workers, where a stage may last no longer than
/// it takes to wake a thread. The caller is worker 0. The others come from the thread pool, wait between stages with their
/// eyes open for <see cref="Patience"/> turns, and leave when nothing comes; the next stage calls them again. The caller never waits for a
/// worker to arrive, only for items that one has taken, so a crowded pool costs time and no more.
/// <para>As with <see cref="ParallelSweep"/> the body must write only what belongs to the item; then results are the same, bit
/// for bit, for every number of workers. Not for several callers at once.</para>
/// <para>Protocol: one number holds the stage and the next item, so that an item is taken only from the stage whose body and
/// count the taker has read. A stage is closed, by a next item beyond every count, before the next one is written down.</para>
/// </summary>
internal sealed class WorkerTeam
{
    private const long Closed = int.MaxValue;
    private const int StageShift = 32;

    /// <summary>Turns that a worker waits for the next stage: some tenths of a millisecond.</summary>
    private const int Patience = 600;

    /// <summary>Turns of these in which it does not let other threads run: some microseconds.</summary>
    private const int TurnsAwake = 200;

    private const int SpinsPerTurn = 4;

    private readonly Helper[] _helpers;
    private Action<int, int> _body = static (_, _) => { };
    private int _count;
    private long _ticket = Closed;
    private int _finished;
    private ExceptionDispatchInfo? _failure;

    /// <summary>A team that is not at work yet.</summary>
    /// <param name="workers">Workers, the caller included; at least 1.</param>
    public WorkerTeam(int workers) => _helpers = [.. Enumerable.Range(1, workers - 1).Select(worker => new Helper(this, worker))];

    /// <summary>Calls <paramref name="body"/> (worker, item) once for every item below <paramref name="count"/>.</summary>
    public void Run(int count, Action<int, int> body, CancellationToken cancellation) => Run(null, count, body, cancellation);

    /// <summary>The same, while the caller first does something that the items do not depend on.</summary>
    public void Run(Action? first, int count, Action<int, int> body, CancellationToken cancellation)
    {
        if (_helpers.Length == 0 || count == 0 || (count == 1 && first is null))
        {
            RunAlone(first, count, body, cancellation);
            return;
        }

        Open(count, body);
        try
        {
            first?.Invoke();
            TakeItems(0, cancellation);
        }
        finally
        {
            Close();
        }

        _failure?.Throw();
    }

    private static void RunAlone(Action? first, int count, Action<int, int> body, CancellationToken cancellation)
    {
        first?.Invoke();
        for (var item = 0; item < count; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            body(0, item);
        }
    }

    private void Open(int count, Action<int, int> body)
    {
        (_body, _count, _finished, _failure) = (body, count, 0, null);
        Volatile.Write(ref _ticket, ((_ticket >> StageShift) + 1) << StageShift);
        foreach (var helper in _helpers)
            helper.Call();
    }

    /// <summary>Ends a stage early or in time and waits for the items that were taken.</summary>
    private void Close()
    {
        var taken = Math.Min(_count, (int)(Interlocked.Or(ref _ticket, Closed) & Closed));
        for (var turn = 0; Volatile.Read(ref _finished) < taken; turn++)
            Wait(turn);
    }

    /// <summary>Looks again at once for as long as a stage takes to follow another; later lets other threads run first.</summary>
    private static void Wait(int turn)
    {
        if (turn < TurnsAwake && Environment.ProcessorCount > 1)
            Thread.SpinWait(SpinsPerTurn);
        else if (!Thread.Yield())
            Thread.SpinWait(SpinsPerTurn);
    }

    /// <summary>Does items until none is left; returns whether it did any.</summary>
    private bool TakeItems(int worker, CancellationToken cancellation)
    {
        var hasWorked = false;
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket);
            var (body, item) = (_body, (int)(ticket & Closed));
            if (item >= _count)
                return hasWorked;
            if (Interlocked.CompareExchange(ref _ticket, ticket + 1, ticket) != ticket)
                continue;
            hasWorked = true;
            try
            {
                cancellation.ThrowIfCancellationRequested();
                body(worker, item);
            }
            catch (Exception failure)
            {
                // Written down before the item counts as finished: the caller looks for it as soon as all do.
                _failure = ExceptionDispatchInfo.Capture(failure);
            }
            finally
            {
                Interlocked.Increment(ref _finished);
            }

            if (_failure is not null)
                return hasWorked;
        }
    }

    /// <summary>A worker other than the caller.</summary>
    private sealed class Helper(WorkerTeam team, int worker) : IThreadPoolWorkItem
    {
        private int _isCalled;

        /// <summary>Asks for the worker, if it is not there or on its way.</summary>
        public void Call()
        {
            if (Volatile.Read(ref _isCalled) == 0 && Interlocked.Exchange(ref _isCalled, 1) == 0)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public void Execute()
        {
            for (var turn = 0; turn < Patience; turn++)
            {
                if (team.TakeItems(worker, CancellationToken.None))
                    turn = 0;
                else
                    Wait(turn);
            }

            Volatile.Write(ref _isCalled, 0);
        }
    }
}
