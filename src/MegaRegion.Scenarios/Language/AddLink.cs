using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Language;

/// <summary>A new link, both ways unless said otherwise.</summary>
public sealed record AddLink : Modification
{
    /// <inheritdoc/>
    public override string Kind => "add-link";

    /// <summary>What it is.</summary>
    public required LinkKind LinkKind { get; init; }

    /// <summary>Node where it begins.</summary>
    public required string FromNode { get; init; }

    /// <summary>Node where it ends.</summary>
    public required string ToNode { get; init; }

    /// <summary>Minutes on it, 0.1 to 1440.</summary>
    public required double Minutes { get; init; }

    /// <summary>Kilometres, 0 to 5000; by them it is priced.</summary>
    public required double Kilometres { get; init; }

    /// <summary>Departures a day, 1 to 2000; null when not known.</summary>
    public double? ServicesPerDay { get; init; }

    /// <summary>Seats a day, 1 to 10 million; null when it never crowds.</summary>
    public double? SeatsPerDay { get; init; }

    /// <summary>Whether the way back is added too.</summary>
    public bool BothWays { get; init; } = true;
}
