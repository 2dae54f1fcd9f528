namespace MegaRegion.EndToEnd.Tests;

public sealed class ReportTests
{
    private const int Rows = 2_000;

    [Fact]
    public async Task A_file_whose_server_was_killed_is_reported_exactly_once_in_the_end()
    {
        using var store = new StoreFolder();
        var file = ReportFile.Write(store, Rows);
        await using (var server = await ServeProcess.StartAsync(store.File("store")))
        {
            using var cut = CommandLine.Start(ReportFile.Arguments(server, file));
            await server.KillAsync();
            cut.Kill();
            await cut.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using (var server = await ServeProcess.StartAsync(store.File("store")))
        {
            var report = (await CommandLine.RunAsync(ReportFile.Arguments(server, file))).Json();
            report.GetProperty("reports").GetInt64().ShouldBe(Rows / 10);

            // Once more: the ledger has everything.
            var again = (await CommandLine.RunAsync(ReportFile.Arguments(server, file))).Json();
            again.GetProperty("reported").GetInt64().ShouldBe(0);

            var verified = (await CommandLine.RunAsync("verify", "--json", "--url", server.Grpc)).Json();
            verified.GetProperty("differences").GetInt64().ShouldBe(0);
            verified.GetProperty("flows").GetInt64().ShouldBe(Rows);
            verified.GetProperty("quantityPerLayer").GetProperty("people").GetInt64().ShouldBe(Enumerable.Range(1, Rows).Sum());
            (await server.StopAsync()).ExitCode.ShouldBe(0);
        }

        var offline = await CommandLine.RunAsync("verify", "--json", "--store", store.File("store"));
        offline.Json().GetProperty("flows").GetInt64().ShouldBe(Rows);
    }

    [Fact]
    public async Task A_file_that_changed_since_its_last_run_is_refused()
    {
        using var store = new StoreFolder();
        var file = ReportFile.Write(store, 30);
        await using var server = await ServeProcess.StartAsync(store.File("store"));
        (await CommandLine.RunAsync(ReportFile.Arguments(server, file))).ExitCode.ShouldBe(0);
        var other = await CommandLine.RunAsync(ReportFile.Arguments(server, file, rows: "7"));
        other.ExitCode.ShouldBe(2);
        other.Errors.ShouldContain("--rows");
    }

    [Fact]
    public async Task A_wrong_value_is_named_by_file_row_and_column_before_anything_is_sent()
    {
        using var store = new StoreFolder();
        var file = ReportFile.Write(store, 30);
        await File.AppendAllTextAsync(file, "jp:13,jp:27,people,many,2025-04-01T00:00:00Z\n", TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.StartAsync(store.File("store"));
        var result = await CommandLine.RunAsync(ReportFile.Arguments(server, file));
        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("row 32, column quantity");
        var verified = (await CommandLine.RunAsync("verify", "--json", "--url", server.Grpc)).Json();
        verified.GetProperty("reports").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task What_the_ledger_refuses_is_named_by_row_too()
    {
        using var store = new StoreFolder();
        var file = ReportFile.Write(store, 12);
        await File.AppendAllTextAsync(file, "jp:13,jp:99999,people,1,2025-04-01T00:00:00Z\n", TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.StartAsync(store.File("store"));
        var result = await CommandLine.RunAsync(ReportFile.Arguments(server, file));
        result.ExitCode.ShouldBe(4);
        result.Errors.ShouldContain("row 14, column destination");
    }

    [Fact]
    public async Task Without_a_server_the_cure_is_named()
    {
        var result = await CommandLine.RunAsync("od", "--url", "http://127.0.0.1:1");
        result.ExitCode.ShouldBe(3);
        result.Errors.ShouldContain("megaregion serve");
    }
}
