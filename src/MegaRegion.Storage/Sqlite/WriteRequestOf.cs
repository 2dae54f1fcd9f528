namespace MegaRegion.Storage.Sqlite;

/// <summary>A write with a result.</summary>
/// <param name="work">Runs on the writer thread, in the group's transaction.</param>
/// <param name="bytes">Bytes of payload.</param>
internal sealed class WriteRequest<T>(Func<SqliteSession, T> work, long bytes) : WriteRequest(bytes)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    /// <summary>Ends when the write is durable.</summary>
    public Task<T> Task => _completion.Task;

    /// <inheritdoc/>
    public override void Complete()
    {
        if (Refusal is null)
        {
            _completion.TrySetResult(_result);
        }
        else
        {
            _completion.TrySetException(Refusal);
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception error) => _completion.TrySetException(error);

    /// <inheritdoc/>
    public override void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);

    /// <inheritdoc/>
    protected override void Work(SqliteSession session) => _result = work(session);
}
