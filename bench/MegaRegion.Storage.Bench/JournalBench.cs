using System.Diagnostics;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Bench;

/// <summary>Appends of many hubs at once, and bulk appends of a few.</summary>
internal static class JournalBench
{
    private const int SingleReportBytes = 24;

    /// <summary>Each hub appends one small report after another.</summary>
    /// <returns>Appends a second.</returns>
    public static async Task<double> SinglesAsync(ServiceProvider store, int hubs, TimeSpan duration)
    {
        await using var services = store;
        var journal = services.GetRequiredService<IJournal>();
        var latencies = new List<double>[hubs];
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, hubs).Select(hub =>
            Task.Run(() => AppendForAsync(journal, hub, started, duration, latencies[hub] = []))));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var sorted = latencies.SelectMany(values => values).Order().ToArray();
        Console.WriteLine(
            $"{hubs:N0} hubs, single reports: {sorted.Length / seconds:N0} appends/s, p50 {sorted[sorted.Length / 2]:N2} ms, "
            + $"p99 {sorted[(int)(sorted.Length * 0.99)]:N2} ms, {cpuSeconds / sorted.Length * 1e6:N1} CPU us each");
        return sorted.Length / seconds;
    }

    /// <summary>A few hubs append large reports as fast as they are taken.</summary>
    public static async Task BulkAsync(ServiceProvider store, int hubs, int reportBytes, int reports)
    {
        await using var services = store;
        var journal = services.GetRequiredService<IJournal>();
        var payload = new byte[reportBytes];
        new Random(1).NextBytes(payload);
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, hubs).Select(hub => Task.Run(async () =>
        {
            var end = 0L;
            for (var sequence = 1; sequence <= reports / hubs; sequence++)
            {
                end = await journal.AppendAsync(Hub(hub), end, [new JournalRecord("bench", sequence, 0, 1_000, payload)], default);
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var bytes = (double)reportBytes * reports;
        Console.WriteLine(
            $"{hubs:N0} hubs, reports of {reportBytes:N0} bytes: {bytes / seconds / 1e6:N1} MB/s, "
            + $"{reports / seconds:N0} reports/s, {cpuSeconds / bytes * 1e9:N2} CPU s per GB");
    }

    private static async Task AppendForAsync(
        IJournal journal, int hub, long started, TimeSpan duration, List<double> latencies)
    {
        var payload = new byte[SingleReportBytes];
        var end = 0L;
        for (var sequence = 1; Stopwatch.GetElapsedTime(started) < duration; sequence++)
        {
            var before = Stopwatch.GetTimestamp();
            end = await journal.AppendAsync(Hub(hub), end, [new JournalRecord("bench", sequence, 0, 1, payload)], default);
            latencies.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
    }

    private static PlaceId Hub(int number) => new($"hub:h{number}");
}
