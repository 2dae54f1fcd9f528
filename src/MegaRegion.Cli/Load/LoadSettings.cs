namespace MegaRegion.Cli.Load;

/// <summary>What a load of either kind works with.</summary>
/// <param name="Target">The server that is loaded.</param>
/// <param name="Hubs">Hubs, at least one for each place of origin.</param>
/// <param name="Connections">HTTP/2 connections that they share.</param>
/// <param name="FlowsPerReport">Flows in a report.</param>
/// <param name="Seed">Same seed, same reports.</param>
/// <param name="WarmUp">Before latency counts.</param>
/// <param name="Drain">How long the last acknowledgements are waited for.</param>
internal sealed record LoadSettings(
    Uri Target, int Hubs, int Connections, int FlowsPerReport, int Seed, TimeSpan WarmUp, TimeSpan Drain);
