using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Cli.Load;

namespace MegaRegion.Cli.Tests.Load;

/// <summary>Percentiles from buckets against percentiles from every value.</summary>
public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_at_most_one_percent_above_those_of_all_values_and_never_below() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Times().ToArbitrary(), microseconds =>
        {
            var histogram = new LatencyHistogram();
            foreach (var time in microseconds)
                histogram.Record(TimeSpan.FromMicroseconds(time));
            var sorted = microseconds.Order().ToArray();
            foreach (var part in (double[])[0, 0.5, 0.9, 0.99, 0.999, 1])
            {
                var exact = sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)];
                var told = histogram.Percentile(part).TotalMicroseconds;
                told.ShouldBeInRange(exact, exact * 1.01);
            }

            histogram.Max.TotalMicroseconds.ShouldBe(sorted[^1]);
        }));

    [Fact]
    public void Nothing_recorded_is_zero_and_what_is_out_of_range_counts_at_the_edge()
    {
        var histogram = new LatencyHistogram();
        histogram.Percentile(0.99).ShouldBe(TimeSpan.Zero);
        histogram.Record(TimeSpan.FromSeconds(-1));
        histogram.Record(TimeSpan.FromDays(30));
        histogram.Count.ShouldBe(2);
        histogram.Percentile(0.5).ShouldBe(TimeSpan.Zero);
        histogram.Max.ShouldBeGreaterThan(TimeSpan.FromHours(19));
    }

    [Fact]
    public async Task Times_of_many_threads_are_all_counted()
    {
        var histogram = new LatencyHistogram();
        await Task.WhenAll(Enumerable.Range(1, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 1; i <= 10_000; i++)
                histogram.Record(TimeSpan.FromMicroseconds(i * thread));
        })));
        histogram.Count.ShouldBe(40_000);
        histogram.Max.TotalMicroseconds.ShouldBe(40_000);
    }

    // Microseconds to an hour, as likely small as large.
    private static Gen<long[]> Times() => Gen.NonEmptyListOf(
        from doublings in Gen.Choose(0, 31)
        from part in Gen.Choose(0, 999)
        select (long)(Math.Pow(2, doublings) * (1 + (part / 1_000.0)))).Select(list => list.ToArray());
}
