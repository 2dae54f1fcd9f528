namespace MegaRegion.Domain.Ledger;

/// <summary>What a hub's ledger has counted.</summary>
/// <param name="Reports">Reports applied.</param>
/// <param name="Flows">Flows in them.</param>
/// <param name="LateFlows">Flows that were late.</param>
public readonly record struct LedgerCounts(long Reports, long Flows, long LateFlows);
