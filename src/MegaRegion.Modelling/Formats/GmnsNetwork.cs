using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Formats;

/// <summary>A network read from GMNS tables, with the identifiers that its tables use.</summary>
/// <param name="Definition">The network; node number k + 1 is <paramref name="NodeIds"/>[k], zones first.</param>
/// <param name="NodeIds">node_id of each node.</param>
/// <param name="ZoneIds">zone_id of each zone, in zone order.</param>
/// <param name="LinkIds">link_id of each link of the definition.</param>
public sealed record GmnsNetwork(
    NetworkDefinition Definition, IReadOnlyList<string> NodeIds, IReadOnlyList<string> ZoneIds, IReadOnlyList<string> LinkIds);
