using MegaRegion.Scenarios.Results;

namespace MegaRegion.Cli.Scenarios;

/// <summary>What <c>megaregion scenario run --json</c> writes.</summary>
internal sealed record RunJson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether the answer was kept from an earlier run of the same document on the same data.</summary>
    public required bool IsCached { get; init; }

    /// <summary>From the checked document to the result, calibration of the model included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The same with reading data and document.</summary>
    public required double SecondsWithLoading { get; init; }

    public required double RelativeGap { get; init; }

    public required double CouplingResidual { get; init; }

    public required double SpectralRadius { get; init; }

    public required string StopReason { get; init; }

    public required int Rounds { get; init; }

    public required int Draws { get; init; }

    public required IReadOnlyList<FigureJson> Headline { get; init; }

    /// <summary>Keys of the tables that the run holds.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>Where the result is kept.</summary>
    public required string File { get; init; }

    /// <summary>Puts it together.</summary>
    public static RunJson Of(ScenarioResult result, RunStore store, bool isCached, double seconds, double withLoading) => new()
    {
        Id = result.Id,
        Name = result.Name,
        IsCached = isCached,
        Seconds = seconds,
        SecondsWithLoading = withLoading,
        RelativeGap = result.Convergence.RelativeGap,
        CouplingResidual = result.Convergence.CouplingResidual,
        SpectralRadius = result.Convergence.SpectralRadius,
        StopReason = result.Convergence.StopReason,
        Rounds = result.Convergence.Residuals.Count,
        Draws = result.Draws,
        Headline = [.. result.Headline.Select(FigureJson.Of)],
        Tables = [.. result.Tables.Select(table => table.Key)],
        File = store.ResultFile(result.Id),
    };
}
