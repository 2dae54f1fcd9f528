namespace MegaRegion.EndToEnd.Tests;

/// <summary>The benchmark of the ledger says what it promises to say; how fast anything is, is not judged here.</summary>
public sealed class BenchTests
{
    private static readonly string[] Figures =
    [
        "columnarFlowsPerSecond", "plainFlowsPerSecond", "singleReportsPerSecond", "p50Milliseconds", "p99Milliseconds",
        "columnarCpuSecondsPerMillionFlows", "bytesOnDiskPerFlow", "rawAppendBytesPerSecond", "decodeFlowsPerSecond",
        "sqliteRowsPerSecond", "postgresCopyRowsPerSecond", "postgresCommitsPerSecond", "columnarToCopy",
    ];

    [Fact]
    public async Task Ingest_measures_loads_limits_and_readers_in_one_run()
    {
        var result = (await CommandLine.RunAsync("bench", "ingest", "--for", "0.3s", "--watchers", "2", "--queries", "--json")).Json();

        foreach (var figure in Figures)
        {
            result.GetProperty(figure).GetDouble().ShouldBeGreaterThan(0, figure);
        }

        var readers = result.GetProperty("readers");
        readers.GetProperty("watchers").GetInt32().ShouldBe(2);
        foreach (var level in (string[])["region", "city"])
        {
            var median = readers.GetProperty($"{level}QueryP50Milliseconds").GetDouble();
            median.ShouldBeGreaterThan(0);
            readers.GetProperty($"{level}QueryP99Milliseconds").GetDouble().ShouldBeGreaterThanOrEqualTo(median);
        }
    }
}
