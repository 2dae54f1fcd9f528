namespace MegaRegion.Cli.Load;

/// <summary>A hub of a load: an observatory that reports what leaves a place.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Place">The place that it observes, its parent.</param>
internal sealed record HubSeat(string Id, string Place);
