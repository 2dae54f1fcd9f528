using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using MegaRegion.Loopback;

namespace MegaRegion.EndToEnd.Tests;

/// <summary>Debian's Prometheus as a process that scrapes one server every second.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly LoopbackPort _port;

    private PrometheusProcess(Process process, HttpClient http, LoopbackPort port) =>
        (_process, _http, _port) = (process, http, port);

    /// <summary>The path of the program, or null when the machine does not have it.</summary>
    public static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append(Path.Combine(CommandLine.Root, "artifacts", "tools", "bin"))
            .Select(folder => Path.Combine(folder, "prometheus"))
            .FirstOrDefault(File.Exists);

    /// <summary>Starts one.</summary>
    /// <param name="program">From <see cref="Find"/>.</param>
    /// <param name="folder">A folder of its own; it is created.</param>
    /// <param name="target">The server's web address.</param>
    public static PrometheusProcess Start(string program, string folder, Uri target)
    {
        Directory.CreateDirectory(folder);
        var configuration = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(configuration, $$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: megaregion
                static_configs: [{ targets: ['{{target.Authority}}'] }]
            """);
        var port = LoopbackPort.Take();
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port.Number}");
        var start = new ProcessStartInfo(program,
        [
            $"--config.file={configuration}", $"--storage.tsdb.path={folder}/data", "--enable-feature=exemplar-storage",
            $"--web.listen-address={address}", "--log.level=error",
        ])
        { UseShellExecute = false };
        return new PrometheusProcess(Process.Start(start)!, new HttpClient { BaseAddress = new Uri($"http://{address}") }, port);
    }

    /// <summary>
    /// Asks a query until it has a result; Prometheus scrapes by its own clock. Returns how many series it had, 0 when
    /// there was none within three minutes.
    /// </summary>
    public async Task<int> CountSeriesAsync(string query)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        using var limit = new CancellationTokenSource(Limit);
        while (!limit.IsCancellationRequested)
        {
            if (await AskAsync(query) is > 0 and var count)
            {
                return count;
            }

            await timer.WaitForNextTickAsync();
        }

        return 0;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _port.Dispose();
    }

    private async Task<int> AskAsync(string query)
    {
        try
        {
            var answer = await _http.GetFromJsonAsync<JsonElement>($"/api/v1/query?query={Uri.EscapeDataString(query)}");
            return answer.GetProperty("data").GetProperty("result").GetArrayLength();
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            // It has not opened its port yet, or is still starting.
            return 0;
        }
    }
}
