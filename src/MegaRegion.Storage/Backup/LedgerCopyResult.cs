namespace MegaRegion.Storage.Backup;

/// <summary>What a copy of a ledger holds.</summary>
/// <param name="Head">The newest offset that was copied: what was acknowledged up to there is in the copy.</param>
/// <param name="Flows">Flows in all reports.</param>
/// <param name="Places">Places of the catalogue.</param>
public sealed record LedgerCopyResult(long Head, long Flows, int Places);
