using System.Numerics;

namespace MegaRegion.Cli.Load;

/// <summary>
/// Times, counted in buckets whose width grows with the time: exact below 256 µs, within 1 % above, up to 19 hours. Any number
/// of times takes 34 kB. A percentile is the upper edge of its bucket, so it is never told too small. Thread-safe.
/// </summary>
internal sealed class LatencyHistogram
{
    // 2^8 exact values, then 2^7 buckets for every doubling.
    private const int ExactBits = 8;
    private const int Exact = 1 << ExactBits;
    private const int PerDoubling = Exact / 2;
    private const int LongestBits = 36;
    private const long Longest = (1L << LongestBits) - 1;

    private readonly long[] _counts = new long[Exact + ((LongestBits - ExactBits) * PerDoubling)];
    private long _count;
    private long _max;

    /// <summary>How many times were recorded.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The longest.</summary>
    public TimeSpan Max => TimeSpan.FromMicroseconds(Volatile.Read(ref _max));

    /// <summary>Records a time; below 0 counts as 0.</summary>
    public void Record(TimeSpan time)
    {
        var microseconds = (long)Math.Clamp(time.TotalMicroseconds, 0, Longest);
        Interlocked.Increment(ref _counts[BucketOf(microseconds)]);
        Interlocked.Increment(ref _count);
        for (var max = Volatile.Read(ref _max); microseconds > max;)
        {
            var seen = Interlocked.CompareExchange(ref _max, microseconds, max);
            if (seen == max)
                break;
            max = seen;
        }
    }

    /// <summary>The time that a part of the times do not exceed; zero when there are none.</summary>
    /// <param name="part">0 to 1, for example 0.99.</param>
    public TimeSpan Percentile(double part)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(part * Count));
        long passed = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            passed += Volatile.Read(ref _counts[bucket]);
            if (passed >= rank)
                return TimeSpan.FromMicroseconds(Math.Min(UpperEdgeOf(bucket), Volatile.Read(ref _max)));
        }

        return Max;
    }

    private static int BucketOf(long microseconds)
    {
        if (microseconds < Exact)
            return (int)microseconds;
        var doublings = BitOperations.Log2((ulong)microseconds) - ExactBits;
        var step = (int)(microseconds >> (doublings + 1)) - PerDoubling;
        return Exact + (doublings * PerDoubling) + step;
    }

    private static long UpperEdgeOf(int bucket)
    {
        if (bucket < Exact)
            return bucket;
        var (doublings, step) = Math.DivRem(bucket - Exact, PerDoubling);
        return ((long)(PerDoubling + step + 1) << (doublings + 1)) - 1;
    }
}
