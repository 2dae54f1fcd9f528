using System.Diagnostics;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>R11: many writers on two hubs, whom two processes own at once.</summary>
public sealed class HotHubTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Writers = 32;
    private const int Hubs = 2;
    private const int LeastAlone = 200;

    // The short form runs beside other test projects on a small machine.
    private const int LeastBesideOtherTests = 5;

    [Fact]
    public async Task Two_owners_of_two_hot_hubs_lose_and_double_nothing_and_stay_fast()
    {
        var schema = PostgresFixture.NewSchema();
        await using var first = postgres.Open(schema);
        await using var second = postgres.Open(schema);
        var owners = new[] { first, second }
            .SelectMany(store => Enumerable.Range(0, Hubs)
                .Select(hub => new HubOwner(store.GetRequiredService<IJournal>(), Sample.Hub(hub))))
            .ToArray();
        foreach (var owner in owners)
        {
            await owner.SubmitAsync("warm-up", 1, TestContext.Current.CancellationToken);
        }

        var duration = TimeSpan.FromSeconds(FaultForm.Choose(3, 60));
        var started = Stopwatch.GetTimestamp();
        var recorded = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer =>
            WriteAsync(owners[writer % owners.Length], $"w{writer}", started, duration)));
        var rate = recorded.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;

        var deadlocks = await postgres.Server.ExecuteAsync(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
        FaultForm.Say($"{rate:F0} reports/s on {Hubs} hubs; {owners.Sum(owner => owner.Kept)} appends kept, {owners.Sum(owner => owner.Fenced)} fenced, {owners.Sum(owner => owner.Failed)} failed otherwise; {owners.Sum(owner => owner.GivenUp)} of {recorded.Sum()} reports given up after five attempts and sent again; {deadlocks} deadlocks");
        await CompareAsync(first, recorded);
        owners.Sum(owner => owner.Fenced).ShouldBeGreaterThan(0, "the owners did not meet");
        deadlocks.ShouldBe(0L);
        rate.ShouldBeGreaterThan(FaultForm.Choose(LeastBesideOtherTests, LeastAlone));
        Array.ForEach(owners, owner => owner.Dispose());
    }

    // Each writer sends one report after another to its owner, and sends it again when the owner gave up.
    private static async Task<long> WriteAsync(HubOwner owner, string producer, long started, TimeSpan duration)
    {
        var recorded = 0L;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            recorded = Math.Max(recorded, await owner.SubmitAsync(producer, recorded + 1, TestContext.Current.CancellationToken));
        }

        return recorded;
    }

    private static async Task CompareAsync(ServiceProvider store, long[] recorded)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var entries = await store.GetRequiredService<IJournal>()
            .ReadAllAsync(0, long.MaxValue, cancellation).ToListAsync(cancellation);
        for (var writer = 0; writer < recorded.Length; writer++)
        {
            var producer = $"w{writer}";
            var stored = entries.Where(entry => entry.Record.Producer == producer).Select(entry => entry.Record.Sequence).ToList();
            StoredReports.Compare(stored, [.. Enumerable.Range(1, (int)recorded[writer]).Select(sequence => (long)sequence)]);
            stored.Count.ShouldBeLessThanOrEqualTo((int)recorded[writer] + 1);
        }
    }
}
