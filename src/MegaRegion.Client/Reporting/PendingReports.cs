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
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Takes over a report; waits for room.</summary>
    /// <exception cref="HubClientStoppedException">The client has stopped.</exception>
    public Task AddAsync(PendingReport report, CancellationToken cancellationToken) => WaitAsync(
        () =>
        {
            ThrowIfStopped_Locked();
            if (_unacknowledged.Count > 0
                && (_unacknowledged.Count >= maxReports || _flows + report.Flows.Count > maxFlows))
            {
                return false;
            }

            _unacknowledged.Enqueue(report);
            _byPosition.Add(_posted++, report);
            _flows += report.Flows.Count;
            Signal_Locked();
            return true;
        },
        cancellationToken);

    /// <summary>The sequence that the next report will have; waits for the ledger's first answer.</summary>
    /// <exception cref="HubClientStoppedException">The client has stopped.</exception>
    public async Task<long> GetNextSequenceAsync(CancellationToken cancellationToken)
    {
        long next = 0;
        await WaitAsync(
            () =>
            {
                ThrowIfStopped_Locked();
                next = _firstSequence + _posted;
                return _firstSequence > 0;
            },
            cancellationToken);
        return next;
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

            Signal_Locked();
            return resumeAt;
        }
    }

    /// <summary>The report of a sequence; waits for it. Null when none will come.</summary>
    public async Task<PendingReport?> GetAsync(long sequence, CancellationToken cancellationToken)
    {
        PendingReport? report = null;
        await WaitAsync(
            () => _byPosition.TryGetValue(sequence - _firstSequence, out report) || _closed || _failure is not null,
            cancellationToken);
        return report;
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
            Signal_Locked();
        }

        report.Complete(new ReportReceipt(ack.Sequence, ack.Offset, ack.Duplicate, ack.LateFlows));
    }

    /// <summary>No more reports will be added.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Signal_Locked();
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
            Signal_Locked();
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

    /// <summary>Runs an attempt under the lock, now and after each change, until it succeeds.</summary>
    private async Task WaitAsync(Func<bool> tryUnderLock, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (tryUnderLock())
                    return;

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Signal_Locked()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
