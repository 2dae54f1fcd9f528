using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Flows;

/// <summary>One quantity of a table.</summary>
/// <param name="Origin">Where from; the mega-region when the table does not tell.</param>
/// <param name="Destination">Where to; the mega-region when the table does not tell.</param>
/// <param name="Quantity">In the layer's base unit (persons, kilograms, yen, messages), over the table's period;
/// above 0.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Mode">How.</param>
public readonly record struct FlowTableCell(
    PlaceId Origin, PlaceId Destination, long Quantity, Purpose Purpose, TransportMode Mode);
