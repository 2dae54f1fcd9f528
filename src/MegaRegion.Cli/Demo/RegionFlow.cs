namespace MegaRegion.Cli.Demo;

/// <summary>A total between two regions.</summary>
/// <param name="Origin">Place id.</param>
/// <param name="Destination">Place id.</param>
/// <param name="Quantity">In the layer's unit.</param>
internal readonly record struct RegionFlow(string Origin, string Destination, long Quantity);
