using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MegaRegion.Bench.Ingest;
using MegaRegion.V1;

namespace MegaRegion.Bench.Queries;

/// <summary>
/// A client that asks, in a process of its own: in the process of a load its questions would wait for the load's work,
/// which no client of a server does.
/// </summary>
internal static class QueryProcess
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Asks for the duration of the options, beside a load that is begun anew as often as it takes.</summary>
    /// <exception cref="InvalidOperationException">The process did not start or failed.</exception>
    public static async Task<QueryBenchResult> MeasureAsync(
        IngestBenchOptions options, Uri server, Level level, Func<Task> load, CancellationToken cancellationToken)
    {
        var running = load();
        using var process = Process.Start(StartOf(options, server, level))
            ?? throw new InvalidOperationException($"{options.ServerFileName} did not start.");
        var answer = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await running;
        while (!answer.IsCompleted)
        {
            await load();
        }

        var text = await answer;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<QueryBenchResult>(text, Json)!
            : throw new InvalidOperationException($"'bench queries' ended with exit code {process.ExitCode}.");
    }

    private static ProcessStartInfo StartOf(IngestBenchOptions options, Uri server, Level level)
    {
        var seconds = options.Duration.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
        return new ProcessStartInfo(
            options.ServerFileName,
            [
                .. options.ServerArguments,
                "bench", "queries", "--json", "--url", server.ToString(), "--level", level.ToString(), "--for", seconds,
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
    }
}
