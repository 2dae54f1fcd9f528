using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>
/// R12 between a server and its database: the link of one of two owners of the same hubs is cut without a word, in both
/// directions or in one, and heals. The other one goes on meanwhile; what the first one sends afterwards is fenced. The
/// control is in <see cref="PausedOwnerTests"/>: without the fence such a write lands and is seen.
/// </summary>
public sealed class PartitionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Hubs = 2;
    private const int Seed = 20_261_122;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_owner_that_was_cut_off_writes_nothing_stale_and_reports_again_when_the_link_heals()
    {
        var schema = PostgresFixture.NewSchema();
        await using var link = new BlackHoleProxy(new Uri($"http://127.0.0.1:{postgres.Server.Port}"));
        await using var far = postgres.OpenAsShipped(schema, link.Address.Port);
        await using var near = postgres.Open(schema);
        await using var farHubs = new ReportingHubs(far, Hubs, "far");
        await using var nearHubs = new ReportingHubs(near, Hubs, "near");
        var (random, cuts, longest) = (new Random(Seed), FaultForm.Choose(1, 30), TimeSpan.Zero);
        for (var cut = 0; cut < cuts; cut++)
        {
            await MoreAsync(farHubs, 5);
            var direction = cut % 3;
            link.Freeze(toServer: direction != 1, toClient: direction != 2);
            var since = TimeProvider.System.GetTimestamp();
            await MoreAsync(nearHubs, 50);
            longest = Longer(longest, TimeProvider.System.GetElapsedTime(since));
            var lasts = TimeSpan.FromSeconds(FaultForm.Choose(0, random.Next(5, 61)));
            await Eventually.HoldsAsync(() => TimeProvider.System.GetElapsedTime(since) >= lasts, Limit, "the cut is over");

            link.Heal();
            await MoreAsync(farHubs, 5);
        }

        await farHubs.StopAndCompareAsync();
        await nearHubs.StopAndCompareAsync();
        FaultForm.Say(
            $"{cuts} cuts; {farHubs.Acknowledgements} and {nearHubs.Acknowledgements} reports acknowledged and there once; the other owner went on after {longest.TotalSeconds:F1} s (longest)");
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static async Task MoreAsync(ReportingHubs hubs, int more)
    {
        var before = hubs.Acknowledgements;
        await Eventually.HoldsAsync(() => hubs.Acknowledgements >= before + more, Limit, "reports are acknowledged");
    }
}
