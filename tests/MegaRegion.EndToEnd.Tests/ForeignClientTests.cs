using System.Diagnostics;

namespace MegaRegion.EndToEnd.Tests;

/// <summary>README's example of a hub in another language, as a new user would try it.</summary>
public sealed class ForeignClientTests
{
    private const int Reports = 7;

    private static readonly string Example = Path.Combine(CommandLine.Root, "examples", "node-hub");

    [Theory]
    [InlineData]
    [InlineData("--columns")]
    public async Task A_hub_that_reports_from_Node_appears_in_od_and_watch(params string[] form)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Example, "node_modules")), "examples/node-hub is not installed (npm ci)");
        using var store = new StoreFolder();
        await using var server = await ServeProcess.StartAsync(store.Path);
        using var watch = CommandLine.Start("watch", "--json", "--level", "prefecture", "--layer", "people", "--url", server.Grpc);

        (await ReportFromNodeAsync(server, form)).ExitCode.ShouldBe(0);
        (await ReportFromNodeAsync(server, form)).Output.ShouldNotContain("is durable at");

        await WaitForQuantityAsync(watch, Reports * 2);
        watch.Kill();
        await watch.WaitForExitAsync(TestContext.Current.CancellationToken);

        var od = (await CommandLine.RunAsync("od", "--json", "--level", "prefecture", "--url", server.Grpc)).Json();
        var cells = od.EnumerateArray().ToDictionary(
            cell => cell.GetProperty("layer").GetString()!, cell => cell.GetProperty("quantity").GetInt64(), StringComparer.Ordinal);
        cells["people"].ShouldBe(Reports * 2);
        cells["goods"].ShouldBe(Enumerable.Range(1, Reports).Sum());
    }

    private static async Task<CommandResult> ReportFromNodeAsync(ServeProcess server, string[] form)
    {
        var address = new Uri(server.Grpc).Authority;
        string[] arguments = ["report.mjs", address, "hub:tsuruoka-incubation", Reports.ToString(System.Globalization.CultureInfo.InvariantCulture), .. form];
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Example,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        return await CommandLine.FinishAsync(process);
    }

    // Each line is an update; the newest value of the one cell is what was reported so far.
    private static async Task WaitForQuantityAsync(Process watch, long expected)
    {
        long quantity;
        do
        {
            var update = await CommandLine.ReadJsonLineAsync(watch);
            quantity = update.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("quantity").GetInt64()).LastOrDefault();
        }
        while (quantity < expected);
        quantity.ShouldBe(expected);
    }
}
