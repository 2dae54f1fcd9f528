namespace MegaRegion.EndToEnd.Tests;

public sealed class CompactTests
{
    private const int Rows = 200;
    private const int Reports = Rows / 10;

    private const string LiveScenario = """
        scenario: what-if
        baseline:
          live: {from: 2025-04-01, until: 2025-04-01}
        changes:
          - maglev: {to: nagoya, minutes: 40}
        reports: [regions]
        """;

    [Fact]
    public async Task Old_reports_go_and_sums_stay_and_what_needs_the_old_ones_is_refused()
    {
        using var store = new StoreFolder();
        var (file, scenario) = (ReportFile.Write(store, Rows), store.File("what-if.yaml"));
        await File.WriteAllTextAsync(scenario, LiveScenario, TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.StartAsync(store.File("store"), "--keep-journal", "0.001s");
        (await CommandLine.RunAsync(ReportFile.Arguments(server, file))).ExitCode.ShouldBe(0);

        var compacted = (await CommandLine.RunAsync("compact", "--json", "--url", server.Grpc)).Json();

        compacted.GetProperty("removed").GetInt64().ShouldBe(Reports);
        compacted.GetProperty("firstPosition").GetInt64().ShouldBe(Reports + 1);
        var verified = (await CommandLine.RunAsync("verify", "--json", "--url", server.Grpc)).Json();
        verified.GetProperty("differences").GetInt64().ShouldBe(0);
        verified.GetProperty("quantityPerLayer").GetProperty("people").GetInt64().ShouldBe(Enumerable.Range(1, Rows).Sum());
        (await CommandLine.RunAsync(ReportFile.Arguments(server, file))).Json().GetProperty("reported").GetInt64().ShouldBe(0);
        var export = await CommandLine.RunAsync("export", "flows", "--after", "5", "--url", server.Grpc);
        export.ExitCode.ShouldBe(4);
        export.Errors.ShouldContain($"begins at position {Reports + 1}");
        var run = await CommandLine.RunAsync("scenario", "run", scenario, "--on-server", "--url", server.Grpc, "--runs", store.File("runs"));
        run.ExitCode.ShouldNotBe(0);
        run.Errors.ShouldContain("2025-04-02");
    }

    // The control: without the setting nothing goes.
    [Fact]
    public async Task Without_a_horizon_nothing_is_removed()
    {
        using var store = new StoreFolder();
        var file = ReportFile.Write(store, Rows);
        await using var server = await ServeProcess.StartAsync(store.File("store"));
        (await CommandLine.RunAsync(ReportFile.Arguments(server, file))).ExitCode.ShouldBe(0);

        var refused = await CommandLine.RunAsync("compact", "--url", server.Grpc);

        refused.ExitCode.ShouldBe(4);
        refused.Errors.ShouldContain("--keep-journal");
        (await CommandLine.RunAsync("export", "flows", "--after", "5", "--url", server.Grpc)).ExitCode.ShouldBe(0);
    }
}
