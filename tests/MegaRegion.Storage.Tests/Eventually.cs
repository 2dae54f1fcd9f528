using System.Diagnostics;

namespace MegaRegion.Storage.Tests;

/// <summary>Waits for something that another process does, and tells how long it took.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks every few milliseconds until the condition holds.</summary>
    /// <exception cref="TimeoutException">It does not within the limit.</exception>
    public static async Task<TimeSpan> HoldsAsync(Func<bool> condition, TimeSpan limit, string what)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Period);
        while (!condition())
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (elapsed > limit)
            {
                throw new TimeoutException($"After {elapsed.TotalSeconds:F1} s still not: {what}.");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
