namespace MegaRegion.Scenarios.Japan;

/// <summary>What a scenario changes against the base year. The empty scenario changes nothing.</summary>
public sealed record JapanScenario
{
    /// <summary>The year whose trains run and whose speeds hold; null keeps the base year's.</summary>
    public int? ServiceYear { get; init; }

    /// <summary>Changes a link, or takes it away by returning null; called for every link that is served. Null changes none.</summary>
    public Func<JapanLink, JapanLink?>? Edit { get; init; }

    /// <summary>Links that are added, planned ones among them, for example the maglev.</summary>
    public IReadOnlyList<JapanLink> Added { get; init; } = [];

    /// <summary>Factor on the trips that start in each zone; empty for no change.</summary>
    public IReadOnlyList<double> OriginGrowth { get; init; } = [];

    /// <summary>Factor on the trips that end in each zone; empty for no change.</summary>
    public IReadOnlyList<double> DestinationGrowth { get; init; } = [];

    /// <summary>Whether better travel makes more trips; otherwise only their modes change.</summary>
    public bool IsDemandElastic { get; init; } = true;
}
