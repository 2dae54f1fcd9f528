using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Gives cut bushes their lost trips back. All lost trips on the shortest paths of the moment would overload the first detour
/// so much that equilibrating starts far from the solution. Therefore the origins that lost most come first, in batches; a
/// batch loads its lost trips in as many slices as its part of the loss deserves, each on the cheapest paths of bushes
/// that were rebuilt from shortest paths at the costs the slice before it left, and moves flow once. A batch that lost little
/// takes one shortest-path tree per origin, the heaviest <see cref="MostSlices"/>. Batches and slices do not depend on the
/// number of workers.
/// </summary>
/// <param name="bushes">Bushes of all origins.</param>
/// <param name="trips">What they carry.</param>
/// <param name="links">Flow and cost of the links, brought up to date.</param>
/// <param name="equilibrator">Finds paths in bushes.</param>
internal sealed class BushMender<TCost>(Bush[] bushes, TripList trips, LinkState<TCost> links, BushEquilibrator<TCost> equilibrator)
    where TCost : struct, ILinkCost
{
    /// <summary>Slices of a batch that lost all.</summary>
    private const int MostSlices = 4;

    /// <summary>Origins rebuilt at the same costs.</summary>
    private const int BatchSize = 16;

    /// <summary>Mends all cut bushes, whose remaining flows must be on the links; those with trips that have no path stay cut.</summary>
    /// <param name="through">Scratch, one entry per node.</param>
    /// <param name="rebuild">Rebuilds the bushes of some origins from shortest paths at current costs; false for those without a path.</param>
    public void Mend(double[] through, Func<int[], bool[]> rebuild)
    {
        int[] cut = [.. Enumerable.Range(0, bushes.Length).Where(origin => bushes[origin].IsCut).OrderByDescending(LostTrips)];
        var all = cut.Sum(LostTrips);
        foreach (var batch in cut.Chunk(BatchSize))
        {
            foreach (var origin in batch)
                links.Remove(bushes[origin].Class, OwnLinks(origin));
            var slices = all > 0 ? 1 + (int)Math.Round((MostSlices - 1) * batch.Sum(LostTrips) / all) : 1;
            var isReached = rebuild(batch);
            LoadRemaining(batch, isReached, through);
            for (var slice = 0; slice < slices; slice++)
            {
                if (slice > 0)
                    rebuild(batch);
                LoadLost(batch, isReached, 1.0 / slices, through);
            }

            for (var k = 0; k < batch.Length; k++)
            {
                if (isReached[k])
                    bushes[batch[k]].DeclareWhole();
            }
        }
    }

    private void LoadRemaining(int[] batch, bool[] isReached, double[] through)
    {
        for (var k = 0; k < batch.Length; k++)
        {
            if (!isReached[k])
                continue;
            bushes[batch[k]].Restore(Part(batch[k], share => 1 - share), through);
            links.Add(bushes[batch[k]].Class, OwnLinks(batch[k]));
        }

        links.Refresh();
    }

    private void LoadLost(int[] batch, bool[] isReached, double part, double[] through)
    {
        for (var k = 0; k < batch.Length; k++)
        {
            if (!isReached[k])
                continue;
            equilibrator.LoadCheapest(bushes[batch[k]], Part(batch[k], share => part * share), through);
            equilibrator.Equilibrate(bushes[batch[k]]);
        }
    }

    private Span<BushLink> OwnLinks(int origin) => bushes[origin].Links.AsSpan(0, bushes[origin].LinkCount);

    private double LostTrips(int origin) => Part(origin, share => share).Sum();

    private double[] Part(int origin, Func<double, double> part)
    {
        var own = trips.TripsOf(origin).ToArray();
        for (var k = 0; k < own.Length; k++)
            own[k] *= part(bushes[origin].LostShare[k]);
        return own;
    }
}
