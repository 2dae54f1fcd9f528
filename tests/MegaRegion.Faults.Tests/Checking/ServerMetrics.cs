using System.Globalization;
using System.Text.RegularExpressions;

namespace MegaRegion.Faults.Tests.Checking;

/// <summary>What the server says of itself at its metrics address.</summary>
internal sealed class ServerMetrics(Uri web) : IDisposable
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(250);

    private readonly System.Net.Http.HttpClient _http = new();

    /// <summary>Asks again and again until the server counts no more watchers than this, and then exactly this.</summary>
    public async Task WatchersShouldFallToAsync(int expected, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        using var ticks = new PeriodicTimer(PollPeriod);
        while (true)
        {
            var count = Sum(await ReadAsync(limit.Token), "megaregion_watch_subscribers");
            if (count <= expected)
            {
                count.ShouldBe(expected);
                return;
            }

            await ticks.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>The bytes in objects that the last garbage collection left on the heap.</summary>
    public async Task<long> ReadHeapBytesAsync()
    {
        var metrics = await ReadAsync(CancellationToken.None);
        return (long)(Sum(metrics, "dotnet_gc_last_collection_heap_size_bytes")
            - Sum(metrics, "dotnet_gc_last_collection_heap_fragmentation_size_bytes"));
    }

    /// <summary>A metric, summed over its labels.</summary>
    public async Task<double> ReadAsync(string name) => Sum(await ReadAsync(CancellationToken.None), name);

    /// <summary>Everything, as it is served.</summary>
    public Task<string> ReadAsync() => ReadAsync(CancellationToken.None);

    public void Dispose() => _http.Dispose();

    private Task<string> ReadAsync(CancellationToken cancellationToken) =>
        _http.GetStringAsync(new Uri(web, "/metrics"), cancellationToken);

    private static double Sum(string metrics, string name) =>
        Regex.Matches(
                metrics,
                $@"^{name}(?:\{{[^}}]*\}})? (?<value>\S+)",
                RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(1))
            .Sum(match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));
}
