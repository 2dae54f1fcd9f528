namespace MegaRegion.Domain.Alerts;

/// <summary>
/// What an alert looks at, in one layer, between places of the level of the rule's place; the numbers are those of the
/// public contract. <see cref="IndicatorReading"/> has the formulas.
/// </summary>
public enum AlertIndicator : byte
{
    /// <summary>What came into the place from others, in the layer's unit.</summary>
    Inflow = 1,

    /// <summary>What left the place for others, in the layer's unit.</summary>
    Outflow = 2,

    /// <summary>What went from the place to the destination, in the layer's unit.</summary>
    Between = 3,

    /// <summary>Inflow - outflow of the place, in the layer's unit; may be negative.</summary>
    NetInflow = 4,

    /// <summary>
    /// Inflow of the place as a part of everything that moved between different places of its level, in permille: how much
    /// it draws to itself (ストロー効果).
    /// </summary>
    InflowShare = 5,
}
