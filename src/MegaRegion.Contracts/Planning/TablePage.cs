using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>Rows of a table of a result.</summary>
/// <param name="Key">Key; empty when the result has no such table.</param>
/// <param name="Titles">English title, Japanese title, English note, Japanese note.</param>
/// <param name="Columns">The columns, texts first.</param>
/// <param name="Rows">The rows of the page.</param>
/// <param name="RowCount">Rows of the whole table.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.TablePage")]
public sealed record TablePage(
    [property: Id(0)] string Key,
    [property: Id(1)] string[] Titles,
    [property: Id(2)] ColumnMessage[] Columns,
    [property: Id(3)] RowMessage[] Rows,
    [property: Id(4)] int RowCount)
{
    /// <summary>The result has no such table.</summary>
    public static TablePage None { get; } = new("", ["", "", "", ""], [], [], 0);
}
