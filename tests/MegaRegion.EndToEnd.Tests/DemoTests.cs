namespace MegaRegion.EndToEnd.Tests;

public sealed class DemoTests
{
    private static readonly string[] Layers = ["people", "goods", "money", "information"];

    [Fact]
    public async Task The_demo_replays_all_layers_proves_its_totals_and_goes_on_where_it_stopped()
    {
        using var store = new StoreFolder();
        var first = (await DemoAsync(store, "2s")).Json();
        first.GetProperty("differences").GetInt64().ShouldBe(0);
        first.GetProperty("conclusive").GetBoolean().ShouldBeTrue();
        first.GetProperty("ended").GetString().ShouldBe("time");
        foreach (var layer in Layers)
        {
            first.GetProperty("flowsPerLayer").GetProperty(layer).GetInt64().ShouldBeGreaterThan(0, layer);
        }

        first.GetProperty("modelledLayers").EnumerateArray().Select(layer => layer.GetString()).ShouldBe(["money", "information"]);
        first.GetProperty("peakMemoryBytes").GetInt64().ShouldBeGreaterThan(0);

        var second = (await DemoAsync(store, "1s")).Json();
        second.GetProperty("differences").GetInt64().ShouldBe(0);
        second.GetProperty("duplicatesThisRun").GetInt64().ShouldBe(0);
        second.GetProperty("reports").GetInt64().ShouldBe(
            first.GetProperty("reports").GetInt64() + second.GetProperty("reportsThisRun").GetInt64());
        second.GetProperty("replayFrom").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(
            first.GetProperty("replayTo").GetDateTimeOffset());
    }

    [Fact]
    public async Task Ctrl_C_ends_the_demo_with_its_proof()
    {
        using var store = new StoreFolder();
        using var process = CommandLine.Start("demo", "--store", store.Path, "--urls", "http://127.0.0.1:0", "--speed", "3600");

        // The first progress line says that reports are flowing.
        var ready = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        ready!.ShouldStartWith("Ready after");
        await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        CommandLine.Signal(process, CommandLine.Interrupt);
        var result = await CommandLine.FinishAsync(process);
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("Differences 0");
    }

    private static Task<CommandResult> DemoAsync(StoreFolder store, string time) =>
        CommandLine.RunAsync("demo", "--json", "--store", store.Path, "--urls", "http://127.0.0.1:0", "--for", time, "--speed", "14400");
}
