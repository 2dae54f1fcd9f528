namespace MegaRegion.Bench.Ingest;

/// <summary>
/// What the ingest benchmark found. Loads are acknowledged flows or reports, server and client together on this machine;
/// limits were measured in the same run, alone. Figures of PostgreSQL are null when its programs are not installed.
/// </summary>
public sealed record IngestBenchResult
{
    /// <summary>Processors, memory and runtime.</summary>
    public required string Machine { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>The kind of store that was served from.</summary>
    public required string Store { get; init; }

    /// <summary>Flows a second in columns, at full load.</summary>
    public required double ColumnarFlowsPerSecond { get; init; }

    /// <summary>Reports a second of that load.</summary>
    public required double ColumnarReportsPerSecond { get; init; }

    /// <summary>Flows a second as a message each, at full load.</summary>
    public required double PlainFlowsPerSecond { get; init; }

    /// <summary>Reports of one flow a second, from many hubs at once.</summary>
    public required double SingleReportsPerSecond { get; init; }

    /// <summary>Half of the columnar reports were acknowledged within this, at half of the full load.</summary>
    public required double P50Milliseconds { get; init; }

    /// <summary>99 of 100 columnar reports were acknowledged within this, at half of the full load.</summary>
    public required double P99Milliseconds { get; init; }

    /// <summary>Half of the reports of one flow were acknowledged within this, at half of the full load.</summary>
    public required double SingleP50Milliseconds { get; init; }

    /// <summary>99 of 100 reports of one flow were acknowledged within this, at half of the full load.</summary>
    public required double SingleP99Milliseconds { get; init; }

    /// <summary>Processor seconds of server and client for a million flows in columns.</summary>
    public required double ColumnarCpuSecondsPerMillionFlows { get; init; }

    /// <summary>The server's part of it.</summary>
    public required double ColumnarServerCpuSecondsPerMillionFlows { get; init; }

    /// <summary>Processor seconds of server and client for a million flows as messages.</summary>
    public required double PlainCpuSecondsPerMillionFlows { get; init; }

    /// <summary>The server's part of it.</summary>
    public required double PlainServerCpuSecondsPerMillionFlows { get; init; }

    /// <summary>Processor seconds of server and client for a million reports of one flow.</summary>
    public required double SingleCpuSecondsPerMillionReports { get; init; }

    /// <summary>Bytes that the columnar load added to the store, for each flow; null when the store is not in files here.</summary>
    public required double? BytesOnDiskPerFlow { get; init; }

    /// <summary>Limit: bytes a second of plain appends of encoded reports to a file, each made durable.</summary>
    public required double RawAppendBytesPerSecond { get; init; }

    /// <summary>Limit: appends a second of 4 KiB to a file, each made durable.</summary>
    public required double FsyncsPerSecond { get; init; }

    /// <summary>Limit: flows a second of processor time out of columnar messages by the protobuf library alone.</summary>
    public required double DecodeFlowsPerSecond { get; init; }

    /// <summary>Limit: flows a second of processor time out of plain messages by the protobuf library alone.</summary>
    public required double DecodePlainFlowsPerSecond { get; init; }

    /// <summary>Limit: rows a second into a plain SQLite table, transactions of a report's size, made durable.</summary>
    public required double SqliteRowsPerSecond { get; init; }

    /// <summary>Yardstick: rows a second by binary COPY over one connection into a plain table of PostgreSQL.</summary>
    public required double? PostgresCopyRowsPerSecond { get; init; }

    /// <summary>Yardstick: durable transactions a second over one connection to PostgreSQL.</summary>
    public required double? PostgresCommitsPerSecond { get; init; }

    /// <summary>Nanoseconds of processor time for a flow of each stage of a columnar report, alone.</summary>
    public required IReadOnlyDictionary<string, double> StageNanosecondsPerFlow { get; init; }

    /// <summary>What watchers and queries saw and cost; null when none were asked for.</summary>
    public IngestReadersResult? Readers { get; init; }

    /// <summary><see cref="ColumnarFlowsPerSecond"/> / <see cref="PostgresCopyRowsPerSecond"/>.</summary>
    public double? ColumnarToCopy => ColumnarFlowsPerSecond / PostgresCopyRowsPerSecond;

    /// <summary><see cref="PlainFlowsPerSecond"/> / <see cref="PostgresCopyRowsPerSecond"/>.</summary>
    public double? PlainToCopy => PlainFlowsPerSecond / PostgresCopyRowsPerSecond;

    /// <summary><see cref="SingleReportsPerSecond"/> / <see cref="PostgresCommitsPerSecond"/>.</summary>
    public double? SingleToCommits => SingleReportsPerSecond / PostgresCommitsPerSecond;
}
