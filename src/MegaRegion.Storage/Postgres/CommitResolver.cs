using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>Asks the database what became of a commit whose answer was lost; <see cref="PostgresWriter"/> tells the whole story.</summary>
internal sealed class CommitResolver(PostgresConnections connections, TimeSpan budget, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim _closing = new();

    /// <summary>Asks until there is an answer or the budget is spent.</summary>
    /// <param name="rows">What was to be committed.</param>
    /// <param name="lost">The server process that was to commit it.</param>
    /// <param name="session">Null; a new session when one could be opened.</param>
    /// <exception cref="DamagedLedgerException">A part of the rows is there.</exception>
    public CommitOutcome Resolve(GroupRows rows, Backend lost, ref AppendSession? session)
    {
        var started = time.GetTimestamp();
        do
        {
            try
            {
                session ??= AppendSession.Open(connections);
                return Ask(rows, lost, session);
            }
            catch (Exception error) when (error is NpgsqlException || PostgresErrors.IsConnectionFailure(error))
            {
                session?.Dispose();
                session = null;
            }
        }
        while (!_closing.Wait(Pause) && time.GetElapsedTime(started) < budget);

        return CommitOutcome.Unknown;
    }

    /// <summary>Makes the present and every later question the last one of its commit.</summary>
    public void StopWaiting() => _closing.Set();

    /// <inheritdoc/>
    public void Dispose() => _closing.Dispose();

    private static CommitOutcome Ask(GroupRows rows, Backend lost, AppendSession session)
    {
        session.Terminate(lost);
        session.Begin();
        var kept = session.CountKept(rows);
        session.RollBack();
        return kept == rows.Count ? CommitOutcome.Kept
            : kept == 0 ? CommitOutcome.NotKept
            : throw new DamagedLedgerException($"Of {rows.Count} reports of one transaction {kept} are in the journal.");
    }
}
