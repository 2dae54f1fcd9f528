using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>What a place is about to tell its parent.</summary>
/// <param name="IsComparison">Only the sums are compared; no cells are sent.</param>
/// <param name="Cells">The cells to send, minutes first and the longest windows last; empty for a comparison.</param>
/// <param name="Newest">The newest event that the place knows; null when it knows none.</param>
/// <param name="DaySum">The place's <see cref="Cube.DaySum"/>: what the parent's must be when all has arrived.</param>
/// <param name="ChangedAt">When the oldest of the changes was accepted; null when not known.</param>
public sealed record OutgoingChanges(
    bool IsComparison, IReadOnlyList<WindowCells> Cells, EventTime? Newest, ulong DaySum, EventTime? ChangedAt)
{
    /// <summary>The place's <see cref="Cube.Flows"/>.</summary>
    public LayerTotals Flows { get; init; }

    /// <summary>The cells that count as unchanged until the delivery has failed.</summary>
    internal IReadOnlyList<WindowCells> Taken { get; init; } = [];
}
