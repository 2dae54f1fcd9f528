namespace MegaRegion.Modelling.Demand;

/// <summary>When to stop balancing and how.</summary>
public sealed record BalancingOptions
{
    /// <summary>Largest relative error of a row or column total.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Passes over the matrix after which to give up.</summary>
    public int MaxPasses { get; init; } = 5000;

    /// <summary>Accelerate the iteration; without it the classical sequence of row and column scalings is followed.</summary>
    public bool Accelerate { get; init; } = true;

    /// <summary>Threads. Results do not depend on it.</summary>
    public int Workers { get; init; } = 1;
}
