using MegaRegion.Domain.Flows;

namespace MegaRegion.Scenarios.Language;

/// <summary>More or less of a layer, purpose or place.</summary>
public sealed record ScaleDemand : Modification
{
    /// <inheritdoc/>
    public override string Kind => "demand";

    /// <summary>The layer; null for all.</summary>
    public Layer? Layer { get; init; }

    /// <summary>Purpose of trips: business, tourism or private; empty for all.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Where flows start or end; empty for everywhere.</summary>
    public string Place { get; init; } = "";

    /// <summary>Which end lies in the place.</summary>
    public FlowEnd End { get; init; } = FlowEnd.Both;

    /// <summary>Factor, 0 to 100.</summary>
    public required double Factor { get; init; }
}
