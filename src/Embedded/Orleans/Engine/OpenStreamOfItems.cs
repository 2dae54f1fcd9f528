namespace Orleans.Runtime;

/// <summary>
/// A stream being read: gives pages of the items that are ready, at least one unless the time given to wait is over.
/// </summary>
internal sealed class OpenStream<T>(IAsyncEnumerator<T> items, CancellationTokenSource stop, int maxPageSize) : OpenStream
{
    private Task<bool>? _next;

    public async ValueTask<EnumerationPage<T>> NextPageAsync(TimeSpan patience, TimeProvider time)
    {
        var page = new List<T>();
        IsPulling = true;
        try
        {
            while (page.Count < maxPageSize)
            {
                _next ??= items.MoveNextAsync().AsTask();
                if (!_next.IsCompleted)
                {
                    if (page.Count > 0)
                        break;
                    await Task.WhenAny(_next, Task.Delay(patience, time, stop.Token));
                    if (!_next.IsCompleted && !stop.IsCancellationRequested)
                        break;
                }

                // When cancelled, the stream is given the chance to end by itself; its own exception is the outcome.
                var moved = await _next;
                _next = null;
                if (!moved)
                    return new EnumerationPage<T>(EnumerationStatus.Completed, page);
                page.Add(items.Current);
            }

            return new EnumerationPage<T>(EnumerationStatus.More, page);
        }
        catch (Exception exception)
        {
            return new EnumerationPage<T>(EnumerationStatus.Failed, page, exception);
        }
        finally
        {
            IsPulling = false;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            if (_next is not null)
                await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        finally
        {
            await items.DisposeAsync();
            stop.Dispose();
        }
    }
}
