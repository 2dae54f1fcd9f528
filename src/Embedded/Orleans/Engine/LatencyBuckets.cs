using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>Request latencies in Orleans' own form: counts per bucket, named by upper bound, with count and sum.</summary>
internal sealed class LatencyBuckets
{
    private static readonly long[] UpperBoundsMilliseconds =
        [1, 2, 4, 6, 8, 10, 50, 100, 200, 400, 800, 1_000, 1_500, 2_000, 5_000, 10_000, 15_000];

    private readonly long[] _counts = new long[UpperBoundsMilliseconds.Length + 1];
    private long _count;
    private long _sum;

    public long Count => Volatile.Read(ref _count);

    public long SumMilliseconds => Volatile.Read(ref _sum);

    public void Record(long milliseconds)
    {
        var bucket = Array.FindIndex(UpperBoundsMilliseconds, bound => milliseconds <= bound);
        Interlocked.Increment(ref _counts[bucket < 0 ? UpperBoundsMilliseconds.Length : bucket]);
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _sum, milliseconds);
    }

    public IEnumerable<Measurement<long>> Buckets()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            var bound = i < UpperBoundsMilliseconds.Length ? $"{UpperBoundsMilliseconds[i]}ms" : "+Inf";
            yield return new Measurement<long>(Volatile.Read(ref _counts[i]), new KeyValuePair<string, object?>("duration", bound));
        }
    }
}
