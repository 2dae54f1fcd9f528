using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>What changes the number of trips beside travel itself.</summary>
public sealed record DemandChange
{
    /// <summary>Factor on the trips that start in each zone; empty for no change.</summary>
    public IReadOnlyList<double> OriginGrowth { get; init; } = [];

    /// <summary>Factor on the trips that end in each zone; empty for no change.</summary>
    public IReadOnlyList<double> DestinationGrowth { get; init; } = [];

    /// <summary>Factor on the trips of each pair; null for no change.</summary>
    public OdMatrix? PairGrowth { get; init; }

    /// <summary>Whether better travel makes more trips; otherwise only their modes change.</summary>
    public bool IsElastic { get; init; } = true;
}
