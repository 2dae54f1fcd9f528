using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Conformance;

/// <summary>
/// R21: two owners of one hub who each believe to be the only one, in any order of steps. A write of an owner that missed
/// a report never lands, so what an owner holds after a write that did is exactly what the journal holds.
/// </summary>
public abstract class DoubleOwnerConformance : StoreConformance
{
    private const int Steps = 25;

    [Fact]
    public async Task Effects_of_two_owners_are_never_merged()
    {
        var fenced = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var result = await FightAsync(seed, checksEnd: true);
            result.Merged.ShouldBe(0, $"seed {seed}");
            fenced += result.Fenced;
        }

        fenced.ShouldBeGreaterThan(Seeds, "the owners did not meet");
    }

    // Negative control: owners that read the hub's end without reading its reports do merge their effects.
    [Fact]
    public async Task Owners_that_trick_the_fence_are_noticed() =>
        (await FightAsync(seed: 1, checksEnd: false)).Merged.ShouldBeGreaterThan(0);

    private static int Seeds =>
        string.Equals(Environment.GetEnvironmentVariable("MEGAREGION_FAULTS"), "full", StringComparison.Ordinal) ? 200 : 10;

    private async Task<(int Fenced, int Merged)> FightAsync(int seed, bool checksEnd)
    {
        var random = new Random(seed);
        var hub = Sample.Hub(checksEnd ? seed : -seed);
        var first = Service<IJournal>();
        var owners = new[]
        {
            new Owner(first, hub, "door", checksEnd),
            new Owner(Store.SecondOwner.GetRequiredService<IJournal>(), hub, "window", checksEnd),
        };
        var (fenced, merged) = (0, 0);
        for (var step = 0; step < Steps; step++)
        {
            var owner = owners[random.Next(owners.Length)];
            if (!await owner.TryWriteAsync(Cancellation))
            {
                fenced++;
                await owner.RecoverAsync(Cancellation);
            }
            else if (owner.Reports != await first.ReadHubAsync(hub, 0, Cancellation).CountAsync(Cancellation))
            {
                merged++;
            }
        }

        return (fenced, merged);
    }

    /// <summary>An owner's state: how many of the hub's reports it has folded in, and the next sequence of its producer.</summary>
    private sealed class Owner(IJournal journal, PlaceId hub, string producer, bool checksEnd)
    {
        private long _end;
        private long _sequence;

        public int Reports { get; private set; }

        public async Task<bool> TryWriteAsync(CancellationToken cancellation)
        {
            try
            {
                var end = checksEnd ? _end : await FindEndAsync(cancellation);
                _end = await journal.AppendAsync(hub, end, [Sample.Record(_sequence + 1, producer)], cancellation);
                _sequence++;
                Reports++;
                return true;
            }
            catch (JournalConflictException)
            {
                return false;
            }
        }

        public async Task RecoverAsync(CancellationToken cancellation)
        {
            await foreach (var entry in journal.ReadHubAsync(hub, _end, cancellation))
            {
                _end = entry.Offset;
                Reports++;
            }
        }

        private async Task<long> FindEndAsync(CancellationToken cancellation) =>
            (await journal.ListHubsAsync(0, cancellation)).FirstOrDefault(head => head.Hub == hub)?.LastOffset ?? 0;
    }
}
