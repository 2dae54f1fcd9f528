namespace MegaRegion.Client;

/// <summary>
/// Pauses between tries: they double from the first to the longest, each shortened by chance to 50-100 % so that many
/// clients do not come back at once. Not thread-safe.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int _failures;

    /// <summary>Starts over after a success.</summary>
    public void Reset() => _failures = 0;

    /// <summary>The pause after one more failure, at least as long as the server asked for.</summary>
    public TimeSpan Next(TimeSpan atLeast)
    {
        const int MaxDoublings = 20;
        var full = first * Math.Pow(2, Math.Min(_failures++, MaxDoublings));
        var capped = full < longest ? full : longest;
        var jittered = capped * (0.5 + (random.NextDouble() / 2));
        return jittered > atLeast ? jittered : atLeast;
    }
}
