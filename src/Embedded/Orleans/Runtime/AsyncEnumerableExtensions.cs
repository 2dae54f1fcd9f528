namespace Orleans.Runtime;

/// <summary>Settings of async streams from grains.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>
    /// Sets how many items at most travel together; default 100. Only items that are ready at once join a page, so a
    /// slow stream still arrives item by item.
    /// </summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatchSize);
        if (self is AsyncEnumerableRequest<T> request)
            request.MaxBatchSize = maxBatchSize;
        return self;
    }
}
