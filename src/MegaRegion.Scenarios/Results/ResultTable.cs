namespace MegaRegion.Scenarios.Results;

/// <summary>A table of a run. Text columns come first; the leading <see cref="KeyColumns"/> of them name a row.</summary>
public sealed record ResultTable
{
    /// <summary>Stable name: the report's word, or that and a part.</summary>
    public required string Key { get; init; }

    /// <summary>English title.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Japanese title.</summary>
    public required string TitleJa { get; init; }

    /// <summary>What one must know to read it, English.</summary>
    public string NoteEn { get; init; } = "";

    /// <summary>The same, Japanese.</summary>
    public string NoteJa { get; init; } = "";

    /// <summary>Text columns that name a row, from the left.</summary>
    public int KeyColumns { get; init; } = 1;

    /// <summary>The columns, texts first.</summary>
    public required IReadOnlyList<ResultColumn> Columns { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<ResultRow> Rows { get; init; }

    /// <summary>What names a row.</summary>
    /// <param name="row">A row of this table.</param>
    public string NameOf(ResultRow row) => string.Join(" → ", row.Texts.Take(KeyColumns));
}
