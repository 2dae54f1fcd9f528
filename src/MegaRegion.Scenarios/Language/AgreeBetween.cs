using MegaRegion.Domain.Flows;

namespace MegaRegion.Scenarios.Language;

/// <summary>An agreement or incentive between two places, in both directions.</summary>
public sealed record AgreeBetween : Modification
{
    /// <inheritdoc/>
    public override string Kind => "agreement";

    /// <summary>One place.</summary>
    public required string Place { get; init; }

    /// <summary>The other place.</summary>
    public required string Partner { get; init; }

    /// <summary>More flow between them, percent by layer, -90 to 1000.</summary>
    public IReadOnlyDictionary<Layer, double> Percent { get; init; } = new Dictionary<Layer, double>();

    /// <summary>Paid to a traveller per trip, yen, -100,000 to 100,000.</summary>
    public double YenPerTrip { get; init; }
}
