namespace MegaRegion.Scenarios.Language;

/// <summary>Other time, frequency, capacity or fare on links.</summary>
public sealed record ChangeLinks : Modification
{
    /// <inheritdoc/>
    public override string Kind => "change-links";

    /// <summary>Which.</summary>
    public required LinkSelection Links { get; init; }

    /// <summary>Factor on minutes, 0.05 to 20.</summary>
    public double MinutesFactor { get; init; } = 1;

    /// <summary>Factor on departures, 0.05 to 50.</summary>
    public double FrequencyFactor { get; init; } = 1;

    /// <summary>Departures a day today, where the data set does not know them; 1 to 2000.</summary>
    public double? ServicesPerDayBefore { get; init; }

    /// <summary>Factor on seats, 0.05 to 50.</summary>
    public double CapacityFactor { get; init; } = 1;

    /// <summary>Factor on the fare, 0 to 20.</summary>
    public double FareFactor { get; init; } = 1;
}
