namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// What a forward pass over a bush finds: how its cheapest and its dearest used path enter every node, and where they differ.
/// </summary>
/// <param name="nodes">Nodes of the largest bush.</param>
internal sealed class BushLabels(int nodes)
{
    /// <summary>Link of the bush by which the cheapest path enters each position.</summary>
    public int[] ShortestIn { get; } = new int[nodes];

    /// <summary>Link of the bush by which the dearest used path enters each position; −1 where none does.</summary>
    public int[] LongestIn { get; } = new int[nodes];

    /// <summary>Positions where flow enters by another link than the cheapest, in increasing order.</summary>
    public int[] Uneven { get; } = new int[nodes];

    /// <summary>Entries of <see cref="Uneven"/>.</summary>
    public int UnevenCount { get; set; }
}
