namespace MegaRegion.DataSet.Flows;

/// <summary>How a quantity came to be known. Shown wherever the quantity is shown.</summary>
public enum Provenance
{
    /// <summary>Published by a survey or register.</summary>
    Observed = 1,

    /// <summary>Computed from observed margins with a stated model.</summary>
    Modelled = 2,

    /// <summary>A round figure that we chose so that something can be shown.</summary>
    Assumed = 3,
}
