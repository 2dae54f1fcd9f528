namespace MegaRegion.Modelling.Assignment;

/// <summary>When a stochastic assignment stops.</summary>
public sealed record StochasticOptions
{
    /// <summary>Σ |y − x| / Σ x at which to stop: x are the flows, y the flows that their costs call for.</summary>
    public double Residual { get; init; } = 1e-6;

    /// <summary>Loadings after which to stop.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Threads. Results do not depend on it.</summary>
    public int Workers { get; init; } = 1;
}
