using Google.Protobuf;
using MegaRegion.Client.Reporting;
using MegaRegion.V1;

namespace MegaRegion.Bench.Ingest;

/// <summary>What the machine could do at best, measured after the loads and one at a time.</summary>
internal static class IngestLimits
{
    private const int PageBytes = 4096;

    /// <summary>Measures the limits and puts the result together.</summary>
    public static async Task<IngestBenchResult> MeasureAsync(
        IngestLoads loads,
        IngestBenchOptions options,
        DirectoryInfo folder,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        var flows = IngestFlows.Make(IngestBench.HubId(0), loads.Places, options.FlowsPerReport, TimeProvider.System.GetUtcNow(), seed: 1);
        var columns = new FlowReport { Sequence = 1, Columns = new FlowColumnEncoder().TryEncode(flows) }.ToByteArray();
        var plain = new FlowReport { Sequence = 1, Flows = { flows } }.ToByteArray();
        var time = options.Duration / 2;
        progress?.Report("stages, each alone");
        var stages = IngestStages.Measure(flows, columns, loads.Places, time / 4);
        progress?.Report("raw appends");
        var append = RawAppend.PerSecond(folder, columns, time) * columns.Length;
        var fsyncs = RawAppend.PerSecond(folder, new byte[PageBytes], time);
        progress?.Report("SQLite rows");
        var sqlite = SqliteRows.PerSecond(folder, flows, options.Duration);
        progress?.Report("PostgreSQL COPY and commits");
        var postgres = await PostgresLimits.TryMeasureAsync(folder, flows, options.Duration, cancellationToken);
        return new IngestBenchResult
        {
            Machine = IngestBench.Machine,
            MeasuredAt = TimeProvider.System.GetUtcNow(),
            Store = options.Store?.StartsWith("postgres", StringComparison.Ordinal) == true ? "postgres" : "sqlite",
            ColumnarFlowsPerSecond = loads.Columnar.FlowsPerSecond,
            ColumnarReportsPerSecond = loads.Columnar.ReportsPerSecond,
            PlainFlowsPerSecond = loads.Plain.FlowsPerSecond,
            SingleReportsPerSecond = loads.Single.ReportsPerSecond,
            P50Milliseconds = loads.ColumnarHalf.Percentile(0.5),
            P99Milliseconds = loads.ColumnarHalf.Percentile(0.99),
            SingleP50Milliseconds = loads.SingleHalf.Percentile(0.5),
            SingleP99Milliseconds = loads.SingleHalf.Percentile(0.99),
            ColumnarCpuSecondsPerMillionFlows = loads.Columnar.CpuSecondsPerMillionFlows,
            ColumnarServerCpuSecondsPerMillionFlows = loads.Columnar.ServerCpuSecondsPerMillionFlows,
            PlainCpuSecondsPerMillionFlows = loads.Plain.CpuSecondsPerMillionFlows,
            PlainServerCpuSecondsPerMillionFlows = loads.Plain.ServerCpuSecondsPerMillionFlows,
            SingleCpuSecondsPerMillionReports = loads.Single.CpuSecondsPerMillionFlows,
            BytesOnDiskPerFlow = loads.BytesPerFlow,
            RawAppendBytesPerSecond = append,
            FsyncsPerSecond = fsyncs,
            DecodeFlowsPerSecond = flows.Length * Repeat.PerCpuSecond(() => FlowReport.Parser.ParseFrom(columns), time),
            DecodePlainFlowsPerSecond = flows.Length * Repeat.PerCpuSecond(() => FlowReport.Parser.ParseFrom(plain), time),
            SqliteRowsPerSecond = sqlite,
            PostgresCopyRowsPerSecond = postgres?.CopyRowsPerSecond,
            PostgresCommitsPerSecond = postgres?.CommitsPerSecond,
            StageNanosecondsPerFlow = stages,
            Readers = loads.Readers,
        };
    }
}
