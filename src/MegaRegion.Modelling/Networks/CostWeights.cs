namespace MegaRegion.Modelling.Networks;

/// <summary>Weights that turn toll and length into the unit of time: cost = time + Toll·toll + Distance·length.</summary>
/// <param name="Toll">Time per unit of toll.</param>
/// <param name="Distance">Time per unit of length.</param>
public readonly record struct CostWeights(double Toll, double Distance)
{
    /// <summary>Travel time alone.</summary>
    public static CostWeights TimeOnly => default;
}
