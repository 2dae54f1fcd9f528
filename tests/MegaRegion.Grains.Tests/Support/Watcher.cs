using MegaRegion.Grains.Watch;

namespace MegaRegion.Grains.Tests.Support;

/// <summary>A watch that is read one update at a time while the test's clock goes on.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Country _country;
    private readonly IAsyncEnumerator<WatchUpdate> _updates;

    public Watcher(Country country, WatchQuery query, string? token = null)
    {
        _country = country;
        _updates = country.Watch.WatchAsync(query, token, _stop.Token).GetAsyncEnumerator(_stop.Token);
    }

    public async Task<WatchUpdate> NextAsync()
    {
        var next = _updates.MoveNextAsync().AsTask();
        await _country.AdvanceUntilAsync(() => Task.FromResult(next.IsCompleted));
        (await next).ShouldBeTrue();
        return _updates.Current;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _updates.DisposeAsync();
        _stop.Dispose();
    }
}
