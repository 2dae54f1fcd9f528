namespace MegaRegion.Simulation.Tests;

/// <summary>What hubs did with a clock that jumps, for the checker.</summary>
internal sealed class ClockRecord
{
    /// <summary>Reports that were refused because their events lay in the server's future.</summary>
    public int Refused { get; set; }

    /// <summary>Recorded reports that were refused for their time when they were sent again; there must be none.</summary>
    public int RefusedResends { get; set; }

    /// <summary>Reports that were recorded although an event was more than five minutes ahead; there must be none.</summary>
    public int AcceptedFuture { get; set; }

    /// <summary>Appends that took less than no time; there must be none.</summary>
    public int NegativeDurations { get; set; }
}
