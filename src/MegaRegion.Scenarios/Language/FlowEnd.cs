namespace MegaRegion.Scenarios.Language;

/// <summary>Which end of a flow lies in a place.</summary>
public enum FlowEnd
{
    /// <summary>Either.</summary>
    Both,

    /// <summary>It starts there.</summary>
    From,

    /// <summary>It ends there.</summary>
    To,
}
