namespace MegaRegion.Cli.Demo;

/// <summary>Shows nothing: the summary is the only output of <c>--json</c>.</summary>
internal sealed class QuietDisplay : IDemoDisplay
{
    /// <inheritdoc/>
    public Task ShowAsync(DemoState state, CancellationToken end) => Task.CompletedTask;
}
