using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Flows;

/// <summary>One observed movement.</summary>
/// <param name="Origin">Where it came from; a place of any level.</param>
/// <param name="Destination">Where it went; a place of any level.</param>
/// <param name="Layer">What moved.</param>
/// <param name="Quantity">How much, in the layer's unit: 1 to <see cref="MaxQuantity"/>.</param>
/// <param name="EventTime">When it happened.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Mode">How.</param>
/// <param name="Deal">The deal that caused it, 1 to <see cref="MaxDealLength"/> characters; null for none.</param>
public readonly record struct Flow(
    PlaceId Origin,
    PlaceId Destination,
    Layer Layer,
    long Quantity,
    EventTime EventTime,
    Purpose Purpose = Purpose.Unspecified,
    TransportMode Mode = TransportMode.Unspecified,
    string? Deal = null)
{
    /// <summary>The largest quantity of one flow: 9,000 of them still fit a 64-bit sum.</summary>
    public const long MaxQuantity = 1_000_000_000_000_000;

    /// <summary>The longest deal id.</summary>
    public const int MaxDealLength = 80;
}
