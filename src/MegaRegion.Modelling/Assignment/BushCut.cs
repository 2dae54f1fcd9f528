namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// What closed links take from a bush. Flow that meets at a node is taken to go on in the same proportions whatever way it
/// came (as in <see cref="SelectLink"/>), so that the part of a node's flow that came over a closed link follows from the
/// nodes before it and the part that goes on over one from the nodes behind it. A link keeps
/// flow · (1 − came) · (1 − goes on): what is left conserves flow at every node, and the trips that are missing at a
/// destination are the part of it that came over a closed link. Cost: two passes over the links of the bush.
/// </summary>
internal sealed class BushCut
{
    private const double Leftover = 1e-14;

    private readonly double[] _came;
    private readonly double[] _goesOn;

    private BushCut(Bush bush, int[] links)
    {
        (_came, _goesOn) = (new double[bush.NodeCount], new double[bush.NodeCount]);
        var through = new double[bush.NodeCount];
        for (var position = 1; position < bush.NodeCount; position++)
        {
            foreach (ref readonly var link in bush.Links.AsSpan(bush.FirstIn[position]..bush.FirstIn[position + 1]))
            {
                through[position] += link.Flow;
                _came[position] += link.Flow * (links[link.Link] < 0 ? 1 : _came[link.Tail]);
            }

            _came[position] = Share(_came[position], through[position]);
        }

        for (var position = bush.NodeCount - 1; position > 0; position--)
        {
            _goesOn[position] = Share(_goesOn[position], through[position]);
            foreach (ref readonly var link in bush.Links.AsSpan(bush.FirstIn[position]..bush.FirstIn[position + 1]))
                _goesOn[link.Tail] += link.Flow * (links[link.Link] < 0 ? 1 : _goesOn[position]);
        }
    }

    /// <summary>What the closed links take, null when the bush has none of them.</summary>
    /// <param name="bush">The bush, in the numbering of its own graph.</param>
    /// <param name="links">New index of each link, −1 for a closed one.</param>
    public static BushCut? Of(Bush bush, int[] links)
    {
        foreach (ref readonly var link in bush.Links.AsSpan(0, bush.LinkCount))
        {
            if (links[link.Link] < 0)
                return new BushCut(bush, links);
        }

        return null;
    }

    /// <summary>Flow that stays on an open link, by the position that it enters; rounding errors of it are 0.</summary>
    public double Remaining(in BushLink link, int position)
    {
        var share = (1 - _came[link.Tail]) * (1 - _goesOn[position]);
        return share > Leftover ? link.Flow * share : 0;
    }

    /// <summary>Part of the trips to each destination that is cut off.</summary>
    public double[] LostShares(ReadOnlySpan<int> destinations)
    {
        var shares = new double[destinations.Length];
        for (var k = 0; k < shares.Length; k++)
            shares[k] = _came[destinations[k]];
        return shares;
    }

    private static double Share(double part, double whole) => whole > 0 ? Math.Min(1, part / whole) : 0;
}
