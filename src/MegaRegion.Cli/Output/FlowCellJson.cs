using MegaRegion.V1;

namespace MegaRegion.Cli.Output;

/// <summary>A cell as <c>od</c> and <c>watch</c> write it.</summary>
/// <param name="Origin">Place id.</param>
/// <param name="Destination">Place id.</param>
/// <param name="Layer">people, goods, money or information.</param>
/// <param name="Quantity">In the layer's unit.</param>
/// <param name="WindowStart">Start of the window; absent when the cell spans the whole request.</param>
internal sealed record FlowCellJson(
    string Origin, string Destination, string Layer, long Quantity, DateTimeOffset? WindowStart)
{
    /// <summary>From the contract's form.</summary>
    public static FlowCellJson From(FlowCell cell) => new(
        cell.Origin,
        cell.Destination,
        WireNames.Of(cell.Layer),
        cell.Quantity,
        cell.WindowStartMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(cell.WindowStartMs));
}
