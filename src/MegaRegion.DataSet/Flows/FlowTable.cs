using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Flows;

/// <summary>A table of flows between places over one period.</summary>
/// <param name="Id">For example <c>kansen-2010</c>.</param>
/// <param name="Title">What it holds, in English.</param>
/// <param name="Layer">What moves.</param>
/// <param name="Provenance">Observed or modelled.</param>
/// <param name="Period">The survey's period, for example <c>2010</c> or <c>FY2022</c>.</param>
/// <param name="Source">Survey and ministry, in Japanese as the licence asks.</param>
/// <param name="Cells">Quantities above zero, in file order.</param>
public sealed record FlowTable(
    string Id,
    string Title,
    Layer Layer,
    Provenance Provenance,
    string Period,
    string Source,
    IReadOnlyList<FlowTableCell> Cells)
{
    /// <summary>Sum of all cells in the layer's base unit.</summary>
    public long Total => Cells.Aggregate(0L, (sum, cell) => checked(sum + cell.Quantity));
}
