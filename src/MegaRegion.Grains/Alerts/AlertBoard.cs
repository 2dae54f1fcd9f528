using MegaRegion.Contracts.Alerts;

namespace MegaRegion.Grains.Alerts;

/// <summary>
/// The book as everybody sees it, with a version for each alert, and a signal for those who wait for the next change. It
/// belongs to one grain: not thread-safe.
/// </summary>
/// <param name="firstVersion">Above every version of an earlier board, so that who comes from there gets everything.</param>
internal sealed class AlertBoard(long firstVersion)
{
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private AlertBook _book = AlertBook.Of([]);
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Rises with every change.</summary>
    public long Version { get; private set; } = firstVersion;

    /// <summary>When the rules were last evaluated, milliseconds since 1970; 0 when they were not yet.</summary>
    public long EvaluatedAtMs { get; private set; }

    /// <summary>The book that is shown.</summary>
    public AlertBook Book => _book;

    /// <summary>Completes at the next change.</summary>
    public Task Changed => _changed.Task;

    /// <summary>What is shown.</summary>
    public AlertPicture Picture => new(Version, EvaluatedAtMs, _book.ToMessages(rule => _versions[rule]));

    /// <summary>Shows a book.</summary>
    /// <param name="book">The book.</param>
    /// <param name="evaluatedAtMs">When its rules were last evaluated.</param>
    public void Show(AlertBook book, long evaluatedAtMs)
    {
        EvaluatedAtMs = evaluatedAtMs;
        var changed = book.Alerts.Where(alert => _book.Find(alert.Rule.Id) != alert).Select(alert => alert.Rule.Id).ToList();
        var gone = _book.Alerts.Where(alert => book.Find(alert.Rule.Id) is null).Select(alert => alert.Rule.Id).ToList();
        _book = book;
        if (changed.Count + gone.Count == 0)
            return;
        Version++;
        changed.ForEach(rule => _versions[rule] = Version);
        gone.ForEach(rule => _versions.Remove(rule));
        Wake();
    }

    /// <summary>Lets everybody who waits look.</summary>
    public void Wake()
    {
        var before = _changed;
        _changed = NewSignal();
        before.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
