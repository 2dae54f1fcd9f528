namespace MegaRegion.Scenarios.Japan;

/// <summary>What a link of the inter-city network is; it decides by which modes it is used and what it costs.</summary>
public enum LinkKind
{
    /// <summary>Through Shinkansen service between two stations.</summary>
    Shinkansen,

    /// <summary>Express train off the Shinkansen.</summary>
    Express,

    /// <summary>Superconducting maglev.</summary>
    Maglev,

    /// <summary>Flight.</summary>
    Air,

    /// <summary>Road between two cities.</summary>
    Road,

    /// <summary>Way between a city and a station or airport.</summary>
    Access,

    /// <summary>Walk between two stations.</summary>
    Transfer,
}
