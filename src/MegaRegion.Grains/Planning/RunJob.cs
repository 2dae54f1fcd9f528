using MegaRegion.Contracts.Planning;

namespace MegaRegion.Grains.Planning;

/// <summary>A run in the queue of a process. Its grain may cancel it at any time, also when its worker is through with it.</summary>
internal sealed class RunJob(string id, RunOrder order) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _gate = new();

    /// <summary>Id of the run.</summary>
    public string Id => id;

    /// <summary>What to run.</summary>
    public RunOrder Order => order;

    /// <summary>Tells this try from others of the same run.</summary>
    public Guid Attempt { get; } = Guid.NewGuid();

    /// <summary>Whether its worker is through with it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Cancelled when nobody wants the result any more.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Stops it, now or when its turn comes.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (!IsOver)
                _cancellation.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            IsOver = true;
            _cancellation.Dispose();
        }
    }
}
