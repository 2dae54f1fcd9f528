using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace MegaRegion.Server.Tests;

/// <summary>Debian's own Prometheus reads the running server. Without its programs the tests report themselves as skipped.</summary>
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

    [Fact]
    public async Task Prometheus_scrapes_the_core_metrics()
    {
        var prometheus = Programs.Find("prometheus");
        Assert.SkipWhen(prometheus is null, "prometheus is not installed (Debian package prometheus)");
        var folder = Directory.CreateTempSubdirectory("megaregion-prometheus-").FullName;
        var port = FreePort();
        var configuration = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(configuration, $"""
            global: {"{"} scrape_interval: 1s, scrape_timeout: 1s {"}"}
            scrape_configs:
              - job_name: megaregion
                static_configs: [{"{"} targets: ['{fixture.Server.WebAddress.Authority}'] {"}"}]
            """);
        using var process = Process.Start(Programs.StartInfo(
            prometheus!,
            [
                $"--config.file={configuration}", $"--storage.tsdb.path={folder}/data", "--enable-feature=exemplar-storage",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error",
            ]))!;
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
            foreach (var name in MetricsTests.CoreSet)
            {
                (await WaitForSeriesAsync(http, name, () => Task.CompletedTask)).ShouldBeGreaterThan(0, name);
            }

            // The first change of a place arrives when its totals are asked for; the lag is that of the ones after it.
            var lags = await WaitForSeriesAsync(http, "megaregion_rollup_lag_seconds_count", fixture.ReportAgainAsync);
            lags.ShouldBeGreaterThan(0);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // Prometheus scrapes by its own clock, so the question is asked until it has; each question is one HTTP call.
    private static async Task<int> WaitForSeriesAsync(HttpClient http, string name, Func<Task> betweenQuestions)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                var answer = await http.GetFromJsonAsync<JsonElement>($"/api/v1/query?query={name}", limit.Token);
                var count = answer.GetProperty("data").GetProperty("result").GetArrayLength();
                if (count > 0)
                {
                    return count;
                }
            }
            catch (HttpRequestException) when (!limit.IsCancellationRequested)
            {
                // It has not opened its port yet.
            }

            await betweenQuestions();
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
