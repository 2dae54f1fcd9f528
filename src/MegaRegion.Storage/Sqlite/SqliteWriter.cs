using System.Diagnostics;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Telemetry;
using MegaRegion.Storage.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// Group commit. One thread owns the writing connection. It takes what is waiting, does all of it in one transaction,
/// makes that durable with one fsync, and then answers everyone who waited. While it waits for the disk the next group
/// gathers, so the group grows with the load and no delay has to be chosen.
/// </summary>
/// <remarks>
/// <para><b>A refused request</b> (a conflict, an old etag) leaves no change and fails alone.</para>
/// <para><b>No space:</b> the group is rolled back and fails with <see cref="JournalFullException"/>. SQLite meets the
/// end of the space before it writes the commit mark, so nothing was kept; the next group tries again.</para>
/// <para><b>A failed write or fsync:</b> the group fails with <see cref="JournalUnavailableException"/>, its outcome
/// unknown, and the writer fences itself: everything after fails likewise until the process starts anew. A second fsync
/// proves nothing, because the kernel may have dropped the pages that the first one could not write.</para>
/// <para><b>Checkpoints</b> are made beside the commits by <see cref="WriteAheadLog"/> and not by SQLite, whose automatic
/// ones ignore a failed fsync. One that fails fences the writer, too: a group that is committing then is answered as of
/// unknown outcome.</para>
/// </remarks>
internal sealed partial class SqliteWriter : IDisposable
{
    private readonly SqliteSession _session;
    private readonly JournalAppender _journal;
    private readonly SqliteStoreOptions _options;
    private readonly StorageInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteWriter> _logger;
    private readonly WriteQueue<WriteRequest> _queue;
    private readonly WriteAheadLog _log;
    private readonly Thread _thread;
    private readonly CancellationTokenSource _fence = new();
    private volatile string? _fenceReason;

    /// <summary>Starts the writer thread.</summary>
    public SqliteWriter(
        SqliteSession session,
        SqliteStoreOptions options,
        StorageInstruments instruments,
        TimeProvider time,
        ILogger<SqliteWriter> logger)
    {
        (_session, _options, _instruments, _time, _logger) = (session, options, instruments, time, logger);
        Fenced = _fence.Token;
        _queue = new WriteQueue<WriteRequest>(options.MaxQueuedWrites, options.MaxQueuedBytes);
        _journal = new JournalAppender(session);
        _journal.Load();
        _log = new WriteAheadLog(session, options, Checkpointed, time);
        instruments.Observe(_queue);
        _thread = new Thread(Run) { IsBackground = true, Name = "MegaRegion SQLite writer" };
        _thread.Start();
    }

    /// <summary>The journal's writing half, for requests.</summary>
    public JournalAppender Journal => _journal;

    /// <summary>Cancelled when the writer has fenced itself.</summary>
    public CancellationToken Fenced { get; }

    /// <summary>Does work on the writer thread and ends when it is durable.</summary>
    /// <param name="work">Runs inside the group's transaction.</param>
    /// <param name="bytes">Bytes of payload, for the limits.</param>
    /// <param name="cancellationToken">Heeded until the work is in the queue; afterwards it is done in any case.</param>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, long bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new WriteRequest<T>(work, bytes);
        if (!_queue.TryEnqueue(request, cancellationToken))
        {
            request.Fail(new JournalUnavailableException($"The store {_options.Path} is closed."));
        }

        return request.Task;
    }

    /// <summary>Commits what is waiting, then ends the thread and closes the connection.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
        _log.Dispose();
        if (_fenceReason is not null)
        {
            _log.KeepOnClose();
        }

        _session.Dispose();
        _fence.Dispose();
    }

    private void Run()
    {
        var group = new List<WriteRequest>();
        while (_queue.Take(group, _options.MaxGroupWrites, _options.MaxGroupBytes))
        {
            if (_fenceReason is null)
            {
                CommitGroup(group);
            }
            else
            {
                FailAll(group, new JournalUnavailableException(_fenceReason));
            }

            group.Clear();
        }
    }

    private void CommitGroup(List<WriteRequest> group)
    {
        using var span = _instruments.StartCommit(group, "sqlite");
        var started = _time.GetTimestamp();
        TimeSpan took;
        try
        {
            Write(group);
            took = _time.GetElapsedTime(started);
            _instruments.Committed(took, group.Count);
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Message);
            Abandon(group, error);
            return;
        }

        if (_fenceReason is { } reason)
        {
            FailAll(group, new JournalUnavailableException(reason));
            return;
        }

        group.ForEach(request => request.Complete());
        _log.Committed(took);
    }

    private void Write(List<WriteRequest> group)
    {
        _session.Run("BEGIN IMMEDIATE");
        foreach (var request in group)
        {
            request.Execute(_session);
        }

        _journal.Flush();
        _session.Run("COMMIT");
    }

    private void Abandon(List<WriteRequest> group, Exception error)
    {
        var failure = error as SqliteException;
        if (failure?.IsFatal() == true || !TryRestore())
        {
            Fence(error);
            FailAll(group, new JournalUnavailableException(_fenceReason!, error));
        }
        else if (failure?.IsFull() == true)
        {
            LogFull(_options.Path, group.Count);
            FailAll(group, new JournalFullException(
                $"No space is left for {_options.Path}. Nothing was kept; free space and send again.", error));
        }
        else
        {
            LogGroupFailed(error, _options.Path, group.Count);
            FailAll(group, new JournalUnavailableException($"A commit to {_options.Path} failed: {error.Message}", error));
        }
    }

    // Back to the last commit, in the file and in memory.
    private bool TryRestore()
    {
        try
        {
            _session.RollBack();
            _journal.Load();
            return true;
        }
        catch (SqliteException error)
        {
            LogRestoreFailed(error, _options.Path);
            return false;
        }
    }

    private void Checkpointed(CheckpointOutcome outcome)
    {
        if (outcome.Error is null)
        {
            _instruments.Checkpointed(outcome.Duration);
        }
        else if (outcome.Error.IsFatal())
        {
            Fence(outcome.Error);
        }
        else
        {
            LogCheckpointPostponed(outcome.Error, _options.Path);
        }
    }

    private void Fence(Exception error)
    {
        _fenceReason = $"The store {_options.Path} failed and accepts nothing more until the process starts anew: {error.Message}";
        LogFenced(error, _options.Path);

        // On another thread: a callback must not be able to hold up or end the writer.
        _ = _fence.CancelAsync();
    }

    private static void FailAll(List<WriteRequest> group, Exception error) => group.ForEach(request => request.Fail(error));
}
