using MegaRegion.Client.Reporting;

namespace MegaRegion.Cli.Reporting;

/// <summary>What reporting a file came to.</summary>
/// <param name="File">The file.</param>
/// <param name="Hub">The reporting hub.</param>
/// <param name="Producer">Its producer.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Reports">Reports that the file makes.</param>
/// <param name="FirstSequence">Where this run began.</param>
internal sealed record CsvReportResult(string File, string Hub, string Producer, long Rows, long Reports, long FirstSequence)
{
    /// <summary>Reports that this run made durable.</summary>
    public long Reported { get; private set; }

    /// <summary>Reports that the ledger had already: an earlier try was cut before its acknowledgement arrived.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Flows over an hour behind the hub's newest event.</summary>
    public long LateFlows { get; private set; }

    /// <summary>Counts a receipt.</summary>
    public void Add(ReportReceipt receipt)
    {
        Reported++;
        Duplicates += receipt.Duplicate ? 1 : 0;
        LateFlows += receipt.LateFlows;
    }
}
