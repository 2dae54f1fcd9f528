using System.Collections;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>
/// Keeps the observers of a grain. Observers subscribe again from time to time; one that has not, or whose
/// notification failed, is dropped at the next notification. To be used on the grain's turns.
/// </summary>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ILogger _log;

    // Immutable, so that a notification which waits in the middle is not disturbed by subscriptions.
    private ImmutableDictionary<TIdentity, Entry> _entries = ImmutableDictionary<TIdentity, Entry>.Empty;

    /// <summary>An empty set.</summary>
    /// <param name="expiration">Time after its last subscription when an observer is dropped.</param>
    /// <param name="log">Where dropped observers are noted.</param>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    /// <summary>The clock, in UTC; by default the system's.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>Time after its last subscription when an observer is dropped.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>Number of observers, with those that are due to be dropped.</summary>
    public int Count => _entries.Count;

    /// <summary>The observers, with those that are due to be dropped.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Observer);

    /// <summary>Drops all.</summary>
    public void Clear() => _entries = _entries.Clear();

    /// <summary>Adds an observer or renews its time.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _entries = _entries.SetItem(id, new Entry(observer, GetDateTime()));

    /// <summary>Drops an observer.</summary>
    public void Unsubscribe(TIdentity id) => _entries = _entries.Remove(id);

    /// <summary>Notifies the observers one after the other.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, entry) in Live())
        {
            if (predicate is not null && !predicate(entry.Observer))
                continue;
            try
            {
                await notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    /// <summary>Notifies the observers without waiting for them.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, entry) in Live())
        {
            if (predicate is not null && !predicate(entry.Observer))
                continue;
            try
            {
                notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    /// <summary>Drops the observers whose time is over.</summary>
    public void ClearExpired() => Live();

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() => _entries.Values.Select(entry => entry.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ImmutableDictionary<TIdentity, Entry> Live()
    {
        var oldest = GetDateTime() - ExpirationDuration;
        _entries = _entries.RemoveRange(_entries.Where(entry => entry.Value.LastSeen < oldest).Select(entry => entry.Key).ToArray());
        return _entries;
    }

    private void Drop(TIdentity id, Exception exception)
    {
        _entries = _entries.Remove(id);
        LogDropped(id, exception);
    }

    [LoggerMessage(EventId = 120, Level = LogLevel.Debug, Message = "Observer {Id} failed and was dropped.")]
    private partial void LogDropped(TIdentity id, Exception exception);

    private sealed record Entry(TObserver Observer, DateTime LastSeen);
}
