namespace MegaRegion.Domain.Ledger;

/// <summary>Length of the event-time buckets.</summary>
public enum WindowSize : byte
{
    /// <summary>60 seconds.</summary>
    Minute = 1,

    /// <summary>60 minutes.</summary>
    Hour = 2,

    /// <summary>24 hours, from midnight UTC.</summary>
    Day = 3,
}
