namespace MegaRegion.Grains.Watch;

/// <summary>What an update of a watch is.</summary>
public enum WatchUpdateKind
{
    /// <summary>Part of the first picture; more follows.</summary>
    Snapshot = 1,

    /// <summary>The picture is complete with these cells; from here on changes.</summary>
    Live = 2,

    /// <summary>Forget what was received: a new picture begins.</summary>
    Resync = 3,
}
