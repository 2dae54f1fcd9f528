using Orleans;

namespace MegaRegion.Contracts.Hubs;

/// <summary>What became of an edit that is allowed only before a hub's first report.</summary>
[GenerateSerializer]
public enum HubEditResult
{
    /// <summary>It was made.</summary>
    Replaced = 0,

    /// <summary>The hub has reported; nothing changed.</summary>
    HasReported = 1,

    /// <summary>The place has another version; nothing changed.</summary>
    VersionConflict = 2,
}
