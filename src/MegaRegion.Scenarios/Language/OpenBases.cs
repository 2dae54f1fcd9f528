namespace MegaRegion.Scenarios.Language;

/// <summary>Small bases (小さな拠点) in a municipality that gather services and are linked by community transport.</summary>
public sealed record OpenBases : Modification
{
    /// <inheritdoc/>
    public override string Kind => "bases";

    /// <summary>The municipality.</summary>
    public required string Place { get; init; }

    /// <summary>Bases beside the municipal office, 1 to 100.</summary>
    public required int Bases { get; init; }

    /// <summary>Speed of community transport with its stops, km/h, 1 to 100.</summary>
    public double SpeedKmPerHour { get; init; } = 25;

    /// <summary>Wait for it, minutes, 0 to 120.</summary>
    public double WaitMinutes { get; init; } = 15;
}
