using System.ComponentModel.DataAnnotations;

namespace MegaRegion.Gateway;

/// <summary>Limits of the gateway. Every queue and every kind of stream has one.</summary>
public sealed class GatewayOptions
{
    /// <summary>
    /// Reports of one stream that are read and not yet acknowledged. At the limit the stream is not read on, so
    /// HTTP/2 flow control holds its client back. Default 256.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxReportsInFlight { get; set; } = 256;

    /// <summary>
    /// Bytes of those reports in their canonical form. A single report may be larger: it then waits alone. Default
    /// 8 MiB.
    /// </summary>
    [Range(1024, 1L << 32)]
    public long MaxReportBytesInFlight { get; set; } = 8L << 20;

    /// <summary>
    /// Bytes of such reports over all streams and unary calls of the process. At the limit streams are not read on, and a
    /// unary report is answered OVERLOADED with a pause. Default 256 MiB, or an eighth of the memory that the process may
    /// have (a container's limit counts) where that is less.
    /// </summary>
    [Range(1024, 1L << 40)]
    public long MaxReportBytesOfProcess { get; set; } =
        Math.Min(256L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);

    /// <summary>
    /// The largest message that a client may send. Default 32 MiB, which holds a report of 100,000 flows with long ids.
    /// </summary>
    [Range(1024, 1 << 30)]
    public int MaxMessageBytes { get; set; } = 32 << 20;

    /// <summary>Report streams open at once; one more is answered OVERLOADED. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxReportStreams { get; set; } = 2_000;

    /// <summary>
    /// Single reports (SubmitReport) that are looked at at once; one more is answered OVERLOADED before it is parsed. It
    /// bounds how long a call waits under overload: this number by the rate that the server holds. Default 1,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxReportCalls { get; set; } = 1_000;

    /// <summary>
    /// How long a connection may be behind under overload, when it sends more than the server can even refuse: then it is
    /// read no more, and cut as soon as its calls that were let in are answered. Default 2 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan MaxReadLag { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Watches open at once; one more is answered OVERLOADED. Default 500.</summary>
    [Range(1, 1_000_000)]
    public int MaxWatchStreams { get; set; } = 500;

    /// <summary>Cells in one response of a watch. Default 5,000, about 400 kB.</summary>
    [Range(1, 40_000)]
    public int WatchPageSize { get; set; } = 5_000;

    /// <summary>Verifications that run at once; one more is answered OVERLOADED. Default 1.</summary>
    [Range(1, 16)]
    public int MaxVerifications { get; set; } = 1;

    /// <summary>Exports that run at once; one more is answered OVERLOADED. Default 2.</summary>
    [Range(1, 16)]
    public int MaxExports { get; set; } = 2;

    /// <summary>
    /// Lets callers from other machines in when no other access policy is registered. Default false: the default
    /// policy knows no users.
    /// </summary>
    public bool AllowRemoteCallers { get; set; }

    /// <summary>What GetStatus calls the edition: <c>Embedded</c> or <c>Cluster</c>.</summary>
    [Required]
    public string Edition { get; set; } = "Embedded";
}
