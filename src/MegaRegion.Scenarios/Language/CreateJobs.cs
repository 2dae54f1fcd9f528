namespace MegaRegion.Scenarios.Language;

/// <summary>A project that makes jobs.</summary>
public sealed record CreateJobs : Modification
{
    /// <inheritdoc/>
    public override string Kind => "jobs";

    /// <summary>The city or prefecture.</summary>
    public required string Place { get; init; }

    /// <summary>Jobs, 1 to 1 million.</summary>
    public required double Jobs { get; init; }

    /// <summary>Trips to other zones and back a year and job, 0 to 200.</summary>
    public double TripsPerJob { get; init; } = 6;

    /// <summary>Income from outside a year and job, yen, 0 to 100 million.</summary>
    public double YenPerJob { get; init; } = 4_000_000;
}
