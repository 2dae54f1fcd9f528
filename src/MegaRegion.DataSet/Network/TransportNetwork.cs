namespace MegaRegion.DataSet.Network;

/// <summary>The inter-city network. Parts in folders of their own licence may be absent.</summary>
/// <param name="Nodes">In file order; ids are unique.</param>
/// <param name="Links">In file order; both ends are nodes.</param>
/// <param name="HasRoad">Whether the share-alike road files are there.</param>
/// <param name="HasAir">Whether the ODbL air files are there.</param>
public sealed record TransportNetwork(
    IReadOnlyList<NetworkNode> Nodes, IReadOnlyList<NetworkLink> Links, bool HasRoad, bool HasAir);
