namespace MegaRegion.Server.Tests;

/// <summary>
/// Debian's own promtool reads the page of a running server (tests/MegaRegion.EndToEnd.Tests lets Prometheus scrape one).
/// Without the program the tests report themselves as skipped.
/// </summary>
public sealed class PrometheusTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    // Names and units that the .NET runtime and Orleans gave their own metrics, and that dashboards know; promtool would
    // rather have them otherwise.
    private static readonly string[] GivenNames = ["dotnet_", "orleans_"];

    [Fact]
    public async Task Promtool_finds_nothing_wrong_with_the_page()
    {
        var promtool = Programs.Find("promtool");
        Assert.SkipWhen(promtool is null, "promtool is not installed (Debian package prometheus)");
        var page = await fixture.Web.GetStringAsync("/metrics");
        var (_, output) = await Programs.RunAsync(promtool!, ["check", "metrics"], page);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !Array.Exists(GivenNames, prefix => line.StartsWith(prefix, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Promtool_does_find_what_is_wrong_with_a_bad_page()
    {
        var promtool = Programs.Find("promtool");
        Assert.SkipWhen(promtool is null, "promtool is not installed (Debian package prometheus)");
        var (exitCode, _) = await Programs.RunAsync(promtool!, ["check", "metrics"], "# TYPE a counter\na{b=} x\n");
        exitCode.ShouldNotBe(0);
    }
}
