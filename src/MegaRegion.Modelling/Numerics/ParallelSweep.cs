namespace MegaRegion.Modelling.Numerics;

/// <summary>
/// Runs independent items on a fixed number of workers. Every worker has its own index, by which the caller gives it
/// its own scratch memory. Items are handed out as workers become free, so the body must write only what belongs to
/// the item; then the result is the same, bit for bit, for every number of workers.
/// </summary>
internal static class ParallelSweep
{
    /// <summary>Calls <paramref name="body"/> (worker, item) once for every item below <paramref name="count"/>.</summary>
    public static void Run(int count, int workers, Action<int, int> body, CancellationToken cancellation = default)
    {
        if (workers > 1 && count > 1)
        {
            RunInParallel(count, workers, body, cancellation);
            return;
        }

        for (var item = 0; item < count; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            body(0, item);
        }
    }

    // By itself, so that one worker does not pay for the object that the workers share.
    private static void RunInParallel(int count, int workers, Action<int, int> body, CancellationToken cancellation)
    {
        var next = -1;
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            int item;
            while ((item = Interlocked.Increment(ref next)) < count && !cancellation.IsCancellationRequested)
                body(worker, item);
        });
        cancellation.ThrowIfCancellationRequested();
    }
}
