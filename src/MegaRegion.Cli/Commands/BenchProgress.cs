using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands;

/// <summary>Says what a benchmark is measuring, on standard error and in order.</summary>
internal sealed class BenchProgress(Session session) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => session.Note(value);
}
