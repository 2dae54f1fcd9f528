using System.Collections.Concurrent;

namespace MegaRegion.Engine.Conformance;

/// <summary>
/// Named gates and counters that tests and grains share: host and tests are one process in either edition.
/// </summary>
internal static class Signals
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, int> Counters = new(StringComparer.Ordinal);

    /// <summary>Done when the gate of this name has been opened.</summary>
    public static Task Opened(string name) => Gate(name).Task.WaitAsync(TimeSpan.FromMinutes(2));

    public static void Open(string name) => Gate(name).TrySetResult();

    public static bool IsOpen(string name) => Gate(name).Task.IsCompleted;

    public static int Count(string name) => Counters.AddOrUpdate(name, 1, static (_, count) => count + 1);

    public static int CountOf(string name) => Counters.GetValueOrDefault(name);

    private static TaskCompletionSource Gate(string name) =>
        Gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
