namespace MegaRegion.Scenarios.Results;

/// <summary>What a run found: everything that is kept, shown, compared and exported. Plain data; equal runs give equal bytes.</summary>
public sealed record ScenarioResult
{
    /// <summary>Names the content: document, data and model. The key under which a run is kept.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>English title.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Japanese title.</summary>
    public required string TitleJa { get; init; }

    /// <summary>Year that the scenario describes.</summary>
    public required int Year { get; init; }

    /// <summary>What it is compared with.</summary>
    public required string Baseline { get; init; }

    /// <summary>The changes, in order, by name.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>How well it is solved.</summary>
    public required Convergence Convergence { get; init; }

    /// <summary>Draws behind the intervals.</summary>
    public required int Draws { get; init; }

    /// <summary>Headline figures.</summary>
    public required IReadOnlyList<Figure> Headline { get; init; }

    /// <summary>The tables that were asked for.</summary>
    public required IReadOnlyList<ResultTable> Tables { get; init; }

    /// <summary>Flows of the layers.</summary>
    public required IReadOnlyList<LayerMatrix> Flows { get; init; }

    /// <summary>A table by its key; null when it was not asked for.</summary>
    /// <param name="key">The key.</param>
    public ResultTable? Table(string key) => Tables.FirstOrDefault(table => string.Equals(table.Key, key, StringComparison.Ordinal));

    /// <summary>A headline figure by its key; null when there is none.</summary>
    /// <param name="key">The key.</param>
    public Figure? FigureOf(string key) => Headline.FirstOrDefault(figure => string.Equals(figure.Key, key, StringComparison.Ordinal));
}
