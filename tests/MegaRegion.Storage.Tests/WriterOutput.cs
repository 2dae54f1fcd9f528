using System.Globalization;

namespace MegaRegion.Storage.Tests;

/// <summary>What a writer process said.</summary>
internal sealed record WriterOutput(IReadOnlyList<string> Lines, string Errors, int ExitCode)
{
    /// <summary>Sequences that were acknowledged, in order.</summary>
    public IReadOnlyList<long> Acknowledged { get; } =
        [.. Lines.Where(line => line.StartsWith("acknowledged ", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))];

    /// <summary>The exceptions of the appends that failed, in order.</summary>
    public IReadOnlyList<string> Refusals { get; } =
        [.. Lines.Where(line => line.StartsWith("refused ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];

    public bool Ready => Lines.Contains("ready", StringComparer.Ordinal);

    public bool Fenced => Lines.Contains("fenced", StringComparer.Ordinal);
}
