using System.Diagnostics;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Telemetry;
using MegaRegion.Storage.Writing;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Storage.Postgres;

/// <summary>
/// Group commit to PostgreSQL. One thread owns the appending connection. It takes what is waiting, of all hubs, writes it
/// in one transaction and answers everyone after the commit; while it waits for the server the next group gathers.
/// </summary>
/// <remarks>
/// <para><b>Order and fencing.</b> Each transaction first locks the one row of <c>journal_totals</c>. Under that lock
/// offsets are given, without gaps and in the order of the commits however many processes append, and each append's
/// <c>afterOffset</c> is compared with the end of its hub. A writer that was paused, cut off or superseded has missed a
/// report of its successor, and is refused alone; the rest of the group goes on.</para>
/// <para><b>A cut before the commit was sent</b> has kept nothing: the group is tried again on a new connection.</para>
/// <para><b>A cut after it was sent</b> leaves the outcome unknown. The next connection ends the old server process, takes
/// the journal's lock, which that process would still hold if its transaction were open, and counts the group's rows by
/// offset and digest. All of them: the callers are acknowledged. None: the group is tried again. Nothing is guessed: when
/// the database does not answer within <see cref="PostgresStoreOptions.ResolveBudget"/> the callers are told that the
/// outcome is unknown, and recover from the journal when it is back.</para>
/// <para><b>A refusal by the server</b> (no space, read-only) has surely kept nothing.</para>
/// <para><b>Fencing of the whole process</b> (<see cref="IStoreHealth.Fenced"/>) is for a ledger that is not what this
/// process wrote: acknowledged reports gone after a failover or a restore, or part of a group. A failed fsync needs no
/// handling here: PostgreSQL stops itself and recovers, and the group's fate is asked for as after any cut.</para>
/// </remarks>
internal sealed partial class PostgresWriter : IDisposable
{
    private const int MaxAttempts = 5;

    private readonly PostgresConnections _connections;
    private readonly PostgresHealth _health;
    private readonly PostgresStoreOptions _options;
    private readonly StorageInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresWriter> _logger;
    private readonly WriteQueue<AppendRequest> _queue;
    private readonly HubTails _tails = new();
    private readonly CommitResolver _resolver;
    private readonly Thread _thread;
    private readonly CancellationTokenSource _fence = new();
    private AppendSession? _session;
    private string? _fenceReason;

    /// <summary>Starts the writer thread.</summary>
    public PostgresWriter(
        PostgresConnections connections,
        PostgresHealth health,
        PostgresStoreOptions options,
        StorageInstruments instruments,
        TimeProvider time,
        ILogger<PostgresWriter> logger)
    {
        (_connections, _health, _options, _instruments, _time, _logger) = (connections, health, options, instruments, time, logger);
        Fenced = _fence.Token;
        _queue = new WriteQueue<AppendRequest>(options.MaxQueuedWrites, options.MaxQueuedBytes);
        _resolver = new CommitResolver(connections, options.ResolveBudget, time);
        instruments.Observe(_queue);
        _thread = new Thread(Run) { IsBackground = true, Name = "MegaRegion PostgreSQL writer" };
        _thread.Start();
    }

    /// <summary>Cancelled when the writer has fenced itself.</summary>
    public CancellationToken Fenced { get; }

    /// <summary>Why the writer has fenced itself, or null.</summary>
    public string? FenceReason => Volatile.Read(ref _fenceReason);

    /// <summary>Appends, and ends when the append is durable.</summary>
    /// <param name="request">The append.</param>
    /// <param name="cancellationToken">Heeded until the append is in the queue; afterwards it is done in any case.</param>
    public Task<long> AppendAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_queue.TryEnqueue(request, cancellationToken))
        {
            request.Fail(new JournalUnavailableException($"The store {_connections.Url} is closed."));
        }

        return request.Task;
    }

    /// <summary>Commits what is waiting, then ends the thread and closes the connection.</summary>
    public void Dispose()
    {
        _queue.Close();
        _resolver.StopWaiting();
        _thread.Join();
        _session?.Dispose();
        _resolver.Dispose();
        _fence.Dispose();
    }

    private void Run()
    {
        var group = new List<AppendRequest>();
        while (_queue.Take(group, _options.MaxGroupWrites, _options.MaxGroupBytes))
        {
            if (_fenceReason is not null)
            {
                FailAll(group, new JournalUnavailableException(_fenceReason));
            }
            else if (_health.Problem is not null)
            {
                FailAll(group, _health.Failure());
            }
            else
            {
                CommitGroup(group);
            }

            group.Clear();
        }
    }

    private void CommitGroup(List<AppendRequest> group)
    {
        using var span = _instruments.StartCommit(group, "postgresql");
        var started = _time.GetTimestamp();
        var failure = TryCommit(group);
        if (failure is null)
        {
            _instruments.Committed(_time.GetElapsedTime(started), group.Count);
            group.ForEach(request => request.Complete());
        }
        else
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            LogGroupFailed(failure, _connections.Url, group.Count);
            FailAll(group, failure);
        }
    }

    // Null when the group was committed, and otherwise what its callers get.
    private Exception? TryCommit(List<AppendRequest> group)
    {
        var checksSequences = false;
        var started = _time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            GroupPlan? plan = null;
            try
            {
                _session ??= AppendSession.Open(_connections);
                plan = Plan(group, _session, checksSequences);
                Write(plan, _session);
                return null;
            }
            catch (DamagedLedgerException damage)
            {
                return Fence(damage);
            }
            catch (Exception error)
            {
                var failure = Recover(error, plan, out var isKept);
                if (isKept)
                {
                    return null;
                }

                checksSequences |= PostgresErrors.IsUniqueViolation(error);
                if (failure is not null || attempt == MaxAttempts || _time.GetElapsedTime(started) >= _options.ResolveBudget)
                {
                    return failure ?? PostgresErrors.ToFailure(error, _connections.Url);
                }
            }
        }
    }

    private GroupPlan Plan(List<AppendRequest> group, AppendSession session, bool checksSequences)
    {
        var counts = session.Begin();
        if (counts.Head < _tails.Head)
        {
            throw new DamagedLedgerException(
                $"The journal ends at offset {counts.Head}, and this process has acknowledged reports up to {_tails.Head}.");
        }

        if (counts.Head != _tails.Head)
        {
            _tails.Expire();
            _tails.Head = counts.Head;
        }

        return GroupPlan.Make(group, session, _tails, counts, checksSequences);
    }

    private void Write(GroupPlan plan, AppendSession session)
    {
        if (plan.Rows.Count == 0)
        {
            session.RollBack();
            return;
        }

        session.Commit(plan);
        _tails.Head = plan.Counts.Head;
        plan.Moved.ForEach(tail => tail.IsDirty = false);
    }

    // After a failure: null to try the group again, or what its callers get.
    private Exception? Recover(Exception error, GroupPlan? plan, out bool isKept)
    {
        isKept = false;
        var head = _tails.Head;
        _tails.Forget();
        if (PostgresErrors.IsRefusal(error) && _session is not null && TryRollBack(_session))
        {
            _tails.Head = head;
            return JudgeRefusal(error);
        }

        var lost = _session;
        _session = null;
        try
        {
            if (lost is null)
            {
                _health.Lost(error);
                return _health.Failure(error);
            }

            LogCut(error, _connections.Url, lost.IsCommitSent);
            return lost.IsCommitSent && plan is not null ? Resolve(plan, lost.Backend, error, out isKept) : null;
        }
        finally
        {
            lost?.Dispose();
            _tails.Head = Math.Max(_tails.Head, head);
        }
    }

    private Exception? JudgeRefusal(Exception error)
    {
        if (PostgresErrors.IsLostRace(error) || PostgresErrors.IsUniqueViolation(error))
        {
            return null;
        }

        if (PostgresErrors.IsFull(error))
        {
            LogFull(_connections.Url);
        }
        else
        {
            _health.Lost(error);
        }

        return PostgresErrors.ToFailure(error, _connections.Url);
    }

    private Exception? Resolve(GroupPlan plan, Backend lost, Exception error, out bool isKept)
    {
        var outcome = _resolver.Resolve(plan.Rows, lost, ref _session);
        LogResolved(_connections.Url, plan.Rows.Count, outcome);
        isKept = outcome == CommitOutcome.Kept;
        if (outcome == CommitOutcome.Unknown)
        {
            _health.Lost(error);
            return new JournalUnavailableException(
                $"The connection to {_connections.Url} was lost during a commit, and the database does not say what became of it.", error);
        }

        if (isKept)
        {
            _tails.Head = plan.Counts.Head;
        }

        return null;
    }

    private bool TryRollBack(AppendSession session)
    {
        try
        {
            session.RollBack();
            return true;
        }
        catch (Exception error)
        {
            LogCut(error, _connections.Url, commitSent: false);
            return false;
        }
    }

    private JournalUnavailableException Fence(DamagedLedgerException damage)
    {
        var reason = $"The ledger in {_connections.Url} is not what this process wrote, and it accepts nothing more: {damage.Message}";
        Volatile.Write(ref _fenceReason, reason);
        LogFenced(damage, _connections.Url);
        _session?.Dispose();
        _session = null;

        // On another thread: a callback must not be able to hold up or end the writer.
        _ = _fence.CancelAsync();
        return new JournalUnavailableException(reason, damage);
    }

    private static void FailAll(List<AppendRequest> group, Exception error) => group.ForEach(request => request.Fail(error));
}
