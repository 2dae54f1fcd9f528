namespace MegaRegion.Scenarios.Language;

/// <summary>A hub that opens, closes or grows, told by the visitors from other zones that it draws in a year.</summary>
public sealed record ChangeHub : Modification
{
    /// <inheritdoc/>
    public override string Kind => "hub";

    /// <summary>The hub, or the city or prefecture where it is.</summary>
    public required string Place { get; init; }

    /// <summary>Visitors a year from other zones that come (below 0: no longer come), -10 to 10 million.</summary>
    public required double VisitorsPerYear { get; init; }

    /// <summary>Part of them who would not have travelled otherwise, 0 to 1; the others go there instead of elsewhere.</summary>
    public double NewTrips { get; init; } = 0.5;
}
