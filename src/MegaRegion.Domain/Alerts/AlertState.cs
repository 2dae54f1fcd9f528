namespace MegaRegion.Domain.Alerts;

/// <summary>Where a rule's alert stands; the numbers are those of the public contract.</summary>
public enum AlertState : byte
{
    /// <summary>The condition does not hold.</summary>
    Inactive = 1,

    /// <summary>The condition holds, but not yet as long as the rule asks.</summary>
    Pending = 2,

    /// <summary>The alert is raised.</summary>
    Firing = 3,

    /// <summary>The last alert is over.</summary>
    Resolved = 4,
}
