namespace MegaRegion.Modelling.Demand;

/// <summary>How an estimation from counts weighs prior and counts.</summary>
public sealed record CountOptions
{
    /// <summary>λ, above 0: weight of the prior against the counts. Large values keep the prior, small ones meet the counts.</summary>
    public double PriorWeight { get; init; } = 1;

    /// <summary>Largest gradient of the dual, relative to the counts, at which to stop.</summary>
    public double Tolerance { get; init; } = 1e-12;

    /// <summary>Newton steps after which to stop.</summary>
    public int MaxSteps { get; init; } = 200;
}
