namespace MegaRegion.Grains.Calls;

/// <summary>Runs calls side by side, a bounded number at once.</summary>
internal static class BoundedCalls
{
    /// <summary>The results in the order of the items. The first failure is thrown after the calls under way have ended.</summary>
    public static async Task<TResult[]> AllAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, int maxAtOnce, Func<TItem, Task<TResult>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (items.Count <= maxAtOnce)
        {
            // Without the parallel loop, each of whose workers waits for a thread first.
            return await Task.WhenAll(items.Select(call));
        }

        var results = new TResult[items.Count];
        await Parallel.ForAsync(
            0,
            items.Count,
            new ParallelOptions { MaxDegreeOfParallelism = maxAtOnce, CancellationToken = cancellationToken },
            async (index, _) => results[index] = await call(items[index]));
        return results;
    }
}
