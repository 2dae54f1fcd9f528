namespace MegaRegion.Scenarios.Language;

/// <summary>More or less of a facility that limits how many can come, such as lodging.</summary>
public sealed record ScaleFacility : Modification
{
    /// <inheritdoc/>
    public override string Kind => "facility";

    /// <summary>The city, prefecture or hub.</summary>
    public required string Place { get; init; }

    /// <summary>What it is, for example <c>lodging</c>.</summary>
    public required string Facility { get; init; }

    /// <summary>Factor on its capacity, 0.01 to 100.</summary>
    public required double Factor { get; init; }

    /// <summary>Elasticity of visits with respect to the capacity, 0 to 1.</summary>
    public double Elasticity { get; init; } = 0.3;
}
