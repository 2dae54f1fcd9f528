using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Ledger;

/// <summary>A cell of a child that has risen.</summary>
/// <param name="Child">Whose cell.</param>
/// <param name="Window">Its window.</param>
/// <param name="Pair">Its pair, at the child's resolution.</param>
/// <param name="ChangedAt">When the oldest of the changes was accepted; null when not known.</param>
public readonly record struct ChangedCell(PlaceNumber Child, Window Window, PairKey Pair, EventTime? ChangedAt);
