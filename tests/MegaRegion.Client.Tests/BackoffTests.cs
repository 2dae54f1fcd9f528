namespace MegaRegion.Client.Tests;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public void Pauses_double_up_to_the_longest_within_their_jitter()
    {
        var backoff = new Backoff(First, Longest, new Random(1));
        for (var failure = 0; failure < 100; failure++)
        {
            var full = TimeSpan.FromMilliseconds(Math.Min(100 * Math.Pow(2, failure), 10_000));
            backoff.Next(TimeSpan.Zero).ShouldBeInRange(full / 2, full);
        }
    }

    [Fact]
    public void A_success_starts_over()
    {
        var backoff = new Backoff(First, Longest, new Random(1));
        for (var failure = 0; failure < 10; failure++)
            backoff.Next(TimeSpan.Zero);

        backoff.Reset();

        backoff.Next(TimeSpan.Zero).ShouldBeLessThanOrEqualTo(First);
    }

    [Fact]
    public void The_servers_advice_is_the_least() =>
        new Backoff(First, Longest, new Random(1)).Next(TimeSpan.FromMinutes(1)).ShouldBe(TimeSpan.FromMinutes(1));

    [Fact]
    public void The_same_seed_gives_the_same_pauses()
    {
        var one = new Backoff(First, Longest, new Random(7));
        var two = new Backoff(First, Longest, new Random(7));
        for (var failure = 0; failure < 20; failure++)
            one.Next(TimeSpan.Zero).ShouldBe(two.Next(TimeSpan.Zero));
    }
}
