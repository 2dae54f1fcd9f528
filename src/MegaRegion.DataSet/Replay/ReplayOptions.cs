namespace MegaRegion.DataSet.Replay;

/// <summary>How a replay is laid out.</summary>
public sealed record ReplayOptions
{
    /// <summary>The earliest <see cref="Year"/>.</summary>
    public const int MinYear = 1900;

    /// <summary>The latest <see cref="Year"/>.</summary>
    public const int MaxYear = 2100;

    /// <summary>
    /// The reference year onto whose calendar every table is spread, whatever its survey's period; default 2025. The
    /// ledger refuses events from the future, so take a year that is over.
    /// </summary>
    public int Year { get; init; } = 2025;

    /// <summary>The name under which every hub's replay reports; default <c>replay</c>.</summary>
    public string ProducerName { get; init; } = "replay";
}
