namespace MegaRegion.Domain.Ledger;

/// <summary>One cumulative total of a cube.</summary>
/// <param name="Window">The event-time bucket.</param>
/// <param name="Pair">Origin, destination and layer.</param>
/// <param name="Quantity">The sum so far, in the layer's unit.</param>
public readonly record struct Cell(Window Window, PairKey Pair, long Quantity);
