namespace MegaRegion.Modelling.Demand;

/// <summary>Shape of the decline of interaction with cost.</summary>
public enum Deterrence
{
    /// <summary>f(c) = exp(β c).</summary>
    Exponential,

    /// <summary>f(c) = c^β; cost must be above 0.</summary>
    Power,

    /// <summary>f(c) = c^β₁ exp(β₂ c); cost must be above 0.</summary>
    Tanner,
}
