namespace MegaRegion.Client.Reporting;

/// <summary>A report that the client has taken over.</summary>
/// <param name="Durable">
/// Completes when the report is durable; fails with <see cref="ReportRefusedException"/> when the ledger refused it, or
/// <see cref="HubClientStoppedException"/> when the client stopped before it was acknowledged.
/// </param>
public readonly record struct PostedReport(Task<ReportReceipt> Durable);
