namespace MegaRegion.Domain.Flows;

/// <summary>A moment in event time, to the millisecond.</summary>
/// <param name="UnixMilliseconds">Milliseconds since 1970-01-01T00:00:00Z; may be negative.</param>
public readonly record struct EventTime(long UnixMilliseconds) : IComparable<EventTime>
{
    /// <summary>The earliest moment that a flow may have: 1900-01-01T00:00:00Z.</summary>
    public static EventTime Earliest { get; } = From(new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>The latest moment that can be told: the end of the year 9999.</summary>
    public static EventTime Latest { get; } = From(DateTimeOffset.MaxValue);

    /// <summary>Converts; what is below a millisecond is cut off.</summary>
    public static EventTime From(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    /// <summary>The same moment as a <see cref="DateTimeOffset"/> in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds);

    /// <inheritdoc/>
    public int CompareTo(EventTime other) => UnixMilliseconds.CompareTo(other.UnixMilliseconds);

    /// <inheritdoc/>
    public override string ToString() =>
        ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
