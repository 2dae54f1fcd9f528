namespace MegaRegion.Cli.Load;

/// <summary>What the ledger shows of a load.</summary>
/// <param name="Acknowledged">Reports that the load knows to be acknowledged.</param>
/// <param name="Found">Those of them that the ledger shows.</param>
/// <param name="Unacknowledged">Reports of the load that the ledger shows though their acknowledgement never came.</param>
/// <param name="Flows">Flows of the acknowledged reports that the ledger shows.</param>
/// <param name="Quantities">Their quantity by layer.</param>
/// <param name="Differences">Producers whose acknowledged reports, flows or quantities are not what the ledger shows.</param>
/// <param name="Listed">The first of them, in words.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record LedgerFinding(
    long Acknowledged,
    long Found,
    long Unacknowledged,
    long Flows,
    IReadOnlyDictionary<string, long> Quantities,
    long Differences,
    IReadOnlyList<string> Listed,
    double Seconds);
