namespace MegaRegion.Scenarios.Language;

/// <summary>Many visitors to a place for some days; results are those of such a day.</summary>
public sealed record HoldEvent : Modification
{
    /// <inheritdoc/>
    public override string Kind => "event";

    /// <summary>The city or prefecture.</summary>
    public required string Place { get; init; }

    /// <summary>Visitors from other zones over all days, 1 to 100 million.</summary>
    public required double Visitors { get; init; }
}
