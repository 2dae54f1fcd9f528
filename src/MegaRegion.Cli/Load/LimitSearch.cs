namespace MegaRegion.Cli.Load;

// The limit is approached from below, because what a server does far beyond it (queues that grow, calls that expire) outlasts
// the step that caused it. Steps grow by the stride while they hold with ease and by the short stride once the percentile comes
// near the bound; the first rate that does not hold closes the bracket, which is then halved on a logarithmic scale. A
// percentile near the bound may be noise, so such a step is repeated and most of the tries decide; a loss, a step that had to be
// ended, or a percentile far off decide at once.

/// <summary>Finds the highest rate that holds: 99th percentile under a bound, and nothing lost.</summary>
/// <param name="options">Where to begin and stop.</param>
/// <param name="tryAsync">Tries a rate.</param>
internal sealed class LimitSearch(LimitSearchOptions options, Func<double, CancellationToken, Task<LimitStep>> tryAsync)
{
    /// <summary>Searches.</summary>
    /// <returns>The highest rate that held, 0 when none did; and the lowest that did not, null when all held.</returns>
    public async Task<(double Held, double? Broken)> RunAsync(CancellationToken stop)
    {
        var (held, broken) = await BracketAsync(stop);
        while (broken is { } high && held > 0 && high / held > options.Precision)
        {
            var middle = Math.Sqrt(held * high);
            if (await HoldsAsync(middle, stop) is not null)
                held = middle;
            else
                broken = middle;
        }

        return (held, broken);
    }

    private async Task<(double Held, double? Broken)> BracketAsync(CancellationToken stop)
    {
        double held = 0;
        double? broken = null;
        var rate = Math.Min(options.StartRate, options.MaxRate);
        while (rate >= options.LeastRate)
        {
            if (await HoldsAsync(rate, stop) is { } p99)
            {
                held = rate;
                if (broken is not null || rate >= options.MaxRate)
                    break;
                var stride = p99 <= options.Bound * options.Ease ? options.Stride : options.ShortStride;
                rate = Math.Min(options.MaxRate, rate * stride);
            }
            else
            {
                broken = rate;
                if (held > 0)
                    break;
                rate /= options.Stride * options.Stride;
            }
        }

        return (held, broken);
    }

    /// <summary>The median percentile of a rate that holds, null of one that does not.</summary>
    private async Task<TimeSpan?> HoldsAsync(double rate, CancellationToken stop)
    {
        var tries = new List<LimitStep> { await tryAsync(rate, stop) };
        if (IsDoubtful(tries[0]))
        {
            var most = (options.Tries / 2) + 1;
            while (tries.Count(Holds) < most && tries.Count(step => !Holds(step)) < most)
                tries.Add(await tryAsync(rate, stop));
            var holding = tries.Where(Holds).Select(step => step.P99).Order().ToList();
            return holding.Count >= most ? holding[holding.Count / 2] : null;
        }

        return Holds(tries[0]) ? tries[0].P99 : null;
    }

    private bool Holds(LimitStep step) => step.Holds(options.Bound);

    private bool IsDoubtful(LimitStep step) => step is { IsLossless: true, IsComplete: true }
        && step.P99 > options.Bound * options.Doubt.Least
        && step.P99 <= options.Bound * options.Doubt.Most;
}
