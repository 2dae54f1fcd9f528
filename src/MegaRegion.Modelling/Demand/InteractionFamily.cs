namespace MegaRegion.Modelling.Demand;

/// <summary>Which totals a spatial-interaction model reproduces [Wilson1971].</summary>
public enum InteractionFamily
{
    /// <summary>The grand total; masses of both ends explain the rest.</summary>
    Unconstrained,

    /// <summary>What leaves each origin; masses of destinations explain the rest.</summary>
    ProductionConstrained,

    /// <summary>What arrives at each destination; masses of origins explain the rest.</summary>
    AttractionConstrained,

    /// <summary>Both.</summary>
    DoublyConstrained,
}
