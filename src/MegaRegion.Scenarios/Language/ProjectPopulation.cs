namespace MegaRegion.Scenarios.Language;

/// <summary>Population as projected for a year; flows follow it.</summary>
public sealed record ProjectPopulation : Modification
{
    /// <inheritdoc/>
    public override string Kind => "population";

    /// <summary>2025, 2030, 2040 or 2050; years between are interpolated.</summary>
    public required int Year { get; init; }
}
