using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Flows;

/// <summary>A row of <c>flows/tables.csv</c>: where a table's figures stand and what they mean.</summary>
/// <param name="Id">Name of the table.</param>
/// <param name="File">Its file.</param>
/// <param name="Title">What it holds.</param>
/// <param name="Layer">What moves.</param>
/// <param name="Provenance">Observed or modelled.</param>
/// <param name="Places">What the codes in the place columns name.</param>
/// <param name="OriginColumn">Empty when the table does not tell the origin.</param>
/// <param name="DestinationColumn">Empty when the table does not tell the destination.</param>
/// <param name="Filter">Only rows with this value in this column; null for all rows.</param>
/// <param name="Values">The columns that hold quantities.</param>
/// <param name="UnitFactor">Base units per unit of the file.</param>
/// <param name="Period">The survey's period.</param>
/// <param name="ExpectedTotal">Published sum in the file's unit.</param>
/// <param name="Source">Survey and ministry.</param>
internal sealed record FlowTableDefinition(
    string Id,
    string File,
    string Title,
    Layer Layer,
    Provenance Provenance,
    PlaceCodes Places,
    string OriginColumn,
    string DestinationColumn,
    (string Column, string Value)? Filter,
    IReadOnlyList<ValueColumn> Values,
    long UnitFactor,
    string Period,
    long ExpectedTotal,
    string Source)
{
    /// <summary>The columns that the file must have.</summary>
    public string[] Columns =>
    [
        .. new[] { OriginColumn, DestinationColumn, Filter?.Column ?? "" }.Where(column => column.Length > 0),
        .. Values.Select(value => value.Name),
    ];
}
