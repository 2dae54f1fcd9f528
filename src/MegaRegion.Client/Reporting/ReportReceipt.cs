namespace MegaRegion.Client.Reporting;

/// <summary>A report that is durable in the ledger.</summary>
/// <param name="Sequence">The sequence it was recorded under.</param>
/// <param name="Offset">Its position in the journal, from 1.</param>
/// <param name="Duplicate">It had been recorded by an earlier try.</param>
/// <param name="LateFlows">Flows of it that came more than an hour behind the hub's newest event; 0 for a duplicate.</param>
public sealed record ReportReceipt(long Sequence, long Offset, bool Duplicate, int LateFlows);
