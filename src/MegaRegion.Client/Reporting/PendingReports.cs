using MegaRegion.V1;

namespace MegaRegion.Client.Reporting;

/// <summary>
/// The unacknowledged reports of a client in order, bounded. Reports are numbered by their order; the ledger's first
/// answer says where the numbers begin. Thread-safe.
/// </summary>
internal sealed class PendingReports(int maxReports, int maxFlows)
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingReport> _unacknowledged = [];
    private readonly Dictionary<long, PendingReport> _byPosition = [];
    private long _acknowledged;
    private long _posted;
    private long _flows;
    private long _firstSequence;
    private bool _closed;
    private Exception? _failure;
    private TaskCompletionSource? _roomSignal;
    private TaskCompletionSource? _workSignal;

    /// <summary>Takes over a report; waits for room.</summary>
    /// <exception cref="HubClientStoppedException">The client has stopped.</exception>
    public async ValueTask AddAsync(PendingReport report, CancellationToken cancellationToken)
    {
        while (!TryAdd(report, out var room))
            await room.WaitAsync(cancellationToken);
    }

    /// <summary>The sequence that the next report will have; waits for the ledger's first answer.</summary>
    /// <exception cref="HubClientStoppedException">The client has stopped.</exception>
    public async Task<long> GetNextSequenceAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task opened;
            lock (_gate)
            {
                ThrowIfStopped_Locked();
                if (_firstSequence > 0)
                    return _firstSequence + _posted;

                opened = Await_Locked(ref _roomSignal);
            }

            await opened.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Takes the sequence that the ledger expects when a stream opens, and returns the one to send from: that of the
    /// first unacknowledged report. Reports that the ledger has already are sent again, since only its answer proves
    /// that they are the same.
    /// </summary>
    /// <exception cref="HubClientStoppedException">The ledger has forgotten reports that it acknowledged.</exception>
    public long Open(long expected)
    {
        lock (_gate)
        {
            if (_firstSequence == 0)
                _firstSequence = expected - _acknowledged;

            var resumeAt = _firstSequence + _acknowledged;
            if (expected < resumeAt)
            {
                throw new HubClientStoppedException(
                    $"The ledger expects {expected} but has acknowledged up to {resumeAt - 1}: it was restored from an "
                    + $"older state. Send again from {expected} with a new client.");
            }

            RaiseAll_Locked();
            return resumeAt;
        }
    }

    /// <summary>The report of a sequence; waits for it. Null when none will come.</summary>
    public async ValueTask<PendingReport?> GetAsync(long sequence, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task work;
            lock (_gate)
            {
                if (_byPosition.TryGetValue(sequence - _firstSequence, out var report) || _closed || _failure is not null)
                    return report;

                work = Await_Locked(ref _workSignal);
            }

            await work.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Whether the report of a sequence was posted and is not acknowledged.</summary>
    public bool Has(long sequence)
    {
        lock (_gate)
        {
            return _byPosition.ContainsKey(sequence - _firstSequence);
        }
    }

    /// <summary>The first pending report is durable.</summary>
    /// <exception cref="HubClientStoppedException">The acknowledgement is of another report.</exception>
    public void Acknowledge(ReportAck ack)
    {
        PendingReport report;
        lock (_gate)
        {
            if (_unacknowledged.Count == 0 || ack.Sequence != _firstSequence + _acknowledged)
            {
                throw new HubClientStoppedException(
                    $"The server acknowledged {ack.Sequence} when {_firstSequence + _acknowledged} was due.");
            }

            report = _unacknowledged.Dequeue();
            _byPosition.Remove(_acknowledged++);
            _flows -= report.Flows.Count;
            Raise_Locked(ref _roomSignal);
        }

        report.Complete(new ReportReceipt(ack.Sequence, ack.Offset, ack.Duplicate, ack.LateFlows));
    }

    /// <summary>No more reports will be added.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            RaiseAll_Locked();
        }
    }

    /// <summary>Nothing more will be sent: fails what is pending. Only the first failure counts.</summary>
    public void Fail(Exception failure)
    {
        List<(long Sequence, PendingReport Report)> failed;
        lock (_gate)
        {
            if (_failure is not null)
                return;

            _failure = failure;
            failed = [.. _unacknowledged.Select((report, index) => (_firstSequence + _acknowledged + index, report))];
            _unacknowledged.Clear();
            _byPosition.Clear();
            RaiseAll_Locked();
        }

        foreach (var (sequence, report) in failed)
            report.Fail(failure is ReportRefusedException refused && refused.Sequence == sequence ? refused : Stopped(failure));
    }

    private void ThrowIfStopped_Locked()
    {
        if (_failure is not null || _closed)
            throw Stopped(_failure);
    }

    private static HubClientStoppedException Stopped(Exception? cause) => new(
        cause is null ? "The client is closed." : $"The client has stopped: {cause.Message}", cause);

    private bool TryAdd(PendingReport report, out Task room)
    {
        lock (_gate)
        {
            ThrowIfStopped_Locked();
            var hasRoom = _unacknowledged.Count == 0
                || (_unacknowledged.Count < maxReports && _flows + report.Flows.Count <= maxFlows);
            if (!hasRoom)
            {
                room = Await_Locked(ref _roomSignal);
                return false;
            }

            _unacknowledged.Enqueue(report);
            _byPosition.Add(_posted++, report);
            _flows += report.Flows.Count;
            Raise_Locked(ref _workSignal);
            room = Task.CompletedTask;
            return true;
        }
    }

    private void RaiseAll_Locked()
    {
        Raise_Locked(ref _roomSignal);
        Raise_Locked(ref _workSignal);
    }

    private static Task Await_Locked(ref TaskCompletionSource? signal) =>
        (signal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private static void Raise_Locked(ref TaskCompletionSource? signal)
    {
        signal?.TrySetResult();
        signal = null;
    }
}
