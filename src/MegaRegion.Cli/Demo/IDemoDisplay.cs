namespace MegaRegion.Cli.Demo;

/// <summary>Shows a demonstration while it runs.</summary>
internal interface IDemoDisplay
{
    /// <summary>Shows until the token is cancelled.</summary>
    Task ShowAsync(DemoState state, CancellationToken end);
}
