namespace MegaRegion.Scenarios.Language;

/// <summary>The Chuo maglev as planned.</summary>
public sealed record OpenMaglev : Modification
{
    /// <inheritdoc/>
    public override string Kind => "maglev";

    /// <summary>Whether it reaches Osaka.</summary>
    public required bool ToOsaka { get; init; }

    /// <summary>Minutes of the fastest train to the end, 10 to 300: 40 to Nagoya, 67 to Osaka by the plan.</summary>
    public double? Minutes { get; init; }

    /// <summary>Factor on planned departures and seats, 0.05 to 5.</summary>
    public double FrequencyFactor { get; init; } = 1;

    /// <summary>Factor on the fare, 0 to 20.</summary>
    public double FareFactor { get; init; } = 1;
}
