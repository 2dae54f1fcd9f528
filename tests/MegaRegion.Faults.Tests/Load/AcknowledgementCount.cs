namespace MegaRegion.Faults.Tests.Load;

/// <summary>Counts, and tells those who wait for a number. Thread-safe.</summary>
internal sealed class AcknowledgementCount
{
    private readonly Lock _gate = new();
    private readonly List<(long Target, TaskCompletionSource Reached)> _waiting = [];
    private long _count;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
            foreach (var (_, reached) in _waiting.Where(waiter => waiter.Target <= _count))
            {
                reached.TrySetResult();
            }

            _waiting.RemoveAll(waiter => waiter.Target <= _count);
        }
    }

    public async Task WaitForAsync(int more)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((_count + more, reached));
        }

        await reached.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
    }
}
