namespace MegaRegion.Domain.Ledger;

/// <summary>Length of the event-time buckets, from the shortest.</summary>
public enum WindowSize : byte
{
    /// <summary>60 seconds.</summary>
    Minute = 1,

    /// <summary>60 minutes.</summary>
    Hour = 2,

    /// <summary>24 hours, from midnight UTC.</summary>
    Day = 3,

    /// <summary>All time in one window; kept only where days are not kept for ever.</summary>
    Ever = 4,
}
