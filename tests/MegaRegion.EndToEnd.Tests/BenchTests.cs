using System.Text.Json;

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

    // A tiny form: two sizes of each, a few thousand flows.
    [Fact]
    public async Task Flat_measures_hubs_and_journals_of_several_sizes_and_draws_them()
    {
        var plot = Path.Combine(Directory.CreateTempSubdirectory("megaregion-flat-test-").FullName, "flat.svg");
        var result = (await CommandLine.RunAsync(
            "bench", "flat", "--hubs", "5", "20", "--journal-millions", "0.01", "--flows-per-report", "100",
            "--for", "0.5s", "--snapshot-wait", "0.5s", "--plot", plot, "--json")).Json();

        var hubs = result.GetProperty("hubs").EnumerateArray().ToList();
        hubs.Select(row => row.GetProperty("hubs").GetInt32()).ShouldBe([5, 20]);
        hubs.ShouldAllBe(row => row.GetProperty("columnarFlowsPerSecond").GetDouble() >= 0 && row.GetProperty("residentBytes").GetInt64() > 0);
        hubs[1].GetProperty("bytesPerIdleHub").ValueKind.ShouldBe(JsonValueKind.Number);
        var journal = result.GetProperty("journal").EnumerateArray().Single();
        journal.GetProperty("flows").GetInt64().ShouldBe(10_000);
        journal.GetProperty("tailFlows").GetInt64().ShouldBe(10_000);
        journal.GetProperty("bytes").GetInt64().ShouldBeGreaterThan(10_000);
        journal.GetProperty("wholeSeconds").GetDouble().ShouldBeGreaterThan(0);
        journal.GetProperty("tailSeconds").GetDouble().ShouldBeGreaterThan(0);
        (await File.ReadAllTextAsync(plot, TestContext.Current.CancellationToken)).ShouldContain("throughput by hubs");
        Directory.Delete(Path.GetDirectoryName(plot)!, recursive: true);
    }

    // How much the forks cost is not judged here; that each is what the ledger holds at its position is.
    [Fact]
    public async Task Forks_beside_reports_hold_what_the_ledger_holds_at_their_positions()
    {
        var result = (await CommandLine.RunAsync("bench", "fork", "--for", "0.5s", "--rounds", "1", "--rate", "4000", "--json")).Json();

        result.GetProperty("differences").GetInt64().ShouldBe(0);
        result.GetProperty("cellsCompared").GetInt64().ShouldBeGreaterThan(0);
        result.GetProperty("offeredFlowsPerSecond").GetInt32().ShouldBe(4000);
        result.GetProperty("rounds").GetArrayLength().ShouldBe(1);
        var fork = result.GetProperty("forks").EnumerateArray().First();
        fork.GetProperty("position").GetInt64().ShouldBeGreaterThan(0);
        fork.GetProperty("ledgerQuantity").GetInt64().ShouldBeGreaterThan(0);
        fork.GetProperty("flows").GetInt64().ShouldBe(1000 * fork.GetProperty("position").GetInt64());
    }
}
