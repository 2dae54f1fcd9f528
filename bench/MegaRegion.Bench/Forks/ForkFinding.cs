namespace MegaRegion.Bench.Forks;

/// <summary>A fork beside the ledger.</summary>
/// <param name="Position">The last report of the journal that the fork holds.</param>
/// <param name="Flows">Flows in the journal up to there.</param>
/// <param name="Seconds">From the order to the solved result.</param>
/// <param name="LedgerQuantity">Sum of the compared cells in the ledger up to the position, over all layers.</param>
/// <param name="Cells">Compared cells that hold flows.</param>
/// <param name="Differences">Cells whose sums differ.</param>
/// <param name="Examples">The first few of them, in words.</param>
public sealed record ForkFinding(
    long Position, long Flows, double Seconds, long LedgerQuantity, int Cells, int Differences, IReadOnlyList<string> Examples);
