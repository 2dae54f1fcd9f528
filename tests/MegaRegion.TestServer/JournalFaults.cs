namespace MegaRegion.TestServer;

/// <summary>What happens to the appends of a journal.</summary>
public sealed class JournalFaults
{
    private volatile TaskCompletionSource? _held;
    private volatile TaskCompletionSource? _entered;

    /// <summary>Thrown by every append while it is set; nothing is kept.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Holds appends from now until <see cref="Release"/>; the answer completes when one has arrived.</summary>
    public Task Hold()
    {
        _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _entered = entered;
        return entered.Task;
    }

    /// <summary>Lets held appends go.</summary>
    public void Release()
    {
        var held = _held;
        _held = null;
        held?.TrySetResult();
    }

    internal async Task EnterAppendAsync()
    {
        if (_held is { } held)
        {
            _entered?.TrySetResult();
            await held.Task;
        }

        if (Failure is { } failure)
            throw failure;
    }
}
