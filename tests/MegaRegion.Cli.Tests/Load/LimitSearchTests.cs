using FsCheck.Fluent;
using MegaRegion.Cli.Load;

namespace MegaRegion.Cli.Tests.Load;

/// <summary>The search against targets whose limit is known.</summary>
public sealed class LimitSearchTests
{
    private static readonly LimitSearchOptions Options = new() { Bound = TimeSpan.FromMilliseconds(100), StartRate = 100, MaxRate = 1e6 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_limit_of_a_target_is_found_from_below_within_the_precision()
    {
        foreach (var capacity in Gen.Choose(50, 500_000).Sample(100))
        {
            var target = new FakeTarget(capacity, noise: 0, seed: 1);
            var (held, broken) = await SearchAsync(target);
            held.ShouldBeLessThanOrEqualTo(target.Limit);
            broken.ShouldNotBeNull().ShouldBeGreaterThan(target.Limit);
            (broken.Value / held).ShouldBeLessThanOrEqualTo(Options.Precision);
            target.Rates.Max().ShouldBeLessThanOrEqualTo(Math.Max(Options.StartRate, 2 * target.Limit));
        }
    }

    [Fact]
    public async Task With_noise_the_limit_is_found_within_a_tenth_in_nearly_all_searches()
    {
        var far = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            var target = new FakeTarget(capacity: 20_000, noise: 0.2, seed);
            far += (await SearchAsync(target)).Held / target.Limit is > 0.9 and < 1.1 ? 0 : 1;
        }

        far.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_doubtful_step_is_repeated_and_most_tries_decide()
    {
        var tries = new Queue<double>([50, 130, 90, 95, 500]);
        var rates = new List<double>();
        var search = new LimitSearch(Options with { MaxRate = 130, StartRate = 100 }, (rate, _) =>
        {
            rates.Add(rate);
            return Task.FromResult(new LimitStep(rate, TimeSpan.FromMilliseconds(tries.Dequeue()), IsLossless: true, IsComplete: true));
        });
        (await search.RunAsync(Stop)).ShouldBe((130, null));
        rates.ShouldBe([100, 130, 130, 130]);
    }

    [Fact]
    public async Task A_lost_report_breaks_a_step_at_once_however_fast_the_others_were()
    {
        var rates = new List<double>();
        var search = new LimitSearch(Options with { LeastRate = 5 }, (rate, _) =>
        {
            rates.Add(rate);
            return Task.FromResult(new LimitStep(rate, TimeSpan.FromMilliseconds(1), IsLossless: false, IsComplete: true));
        });
        (await search.RunAsync(Stop)).Held.ShouldBe(0);
        rates.ShouldBe([100, 25, 6.25]);
    }

    [Fact]
    public async Task The_highest_rate_that_may_be_tried_ends_the_search_when_it_holds() =>
        (await SearchAsync(new FakeTarget(1e9, noise: 0, seed: 1))).ShouldBe((1e6, null));

    private static Task<(double Held, double? Broken)> SearchAsync(FakeTarget target) =>
        new LimitSearch(Options, (rate, _) => Task.FromResult(target.Try(rate))).RunAsync(Stop);

    /// <summary>A queue: the nearer to its capacity, the longer it takes; beyond it everything waits and some is lost.</summary>
    private sealed class FakeTarget(double capacity, double noise, int seed)
    {
        private const double Unloaded = 4;
        private readonly Random _random = new(seed);

        public List<double> Rates { get; } = [];

        // Where 4 ms / (1 - rate / capacity) is 100 ms.
        public double Limit => capacity * (1 - (Unloaded / Options.Bound.TotalMilliseconds));

        public LimitStep Try(double rate)
        {
            Rates.Add(rate);
            var factor = 1 + (noise * ((2 * _random.NextDouble()) - 1));
            var p99 = rate < capacity ? factor * Unloaded / (1 - (rate / capacity)) : 60_000;
            return new LimitStep(rate, TimeSpan.FromMilliseconds(Math.Min(p99, 60_000)), rate < 1.2 * capacity, rate < capacity);
        }
    }
}
