namespace MegaRegion.Modelling.Dynamics;

/// <summary>How firm a state of rest is.</summary>
/// <param name="TippingDistance">
/// Per hub 1 − (∂D_j/∂W_j) / κ_j: what part of its upkeep one more unit of size does not earn. At 0 growth pays for
/// itself and the hub runs away or collapses; hubs that have died out have 1 for α above 1.
/// </param>
/// <param name="DominantEigenvalue">Largest eigenvalue of the matrix (∂D_j/∂W_k) / κ_j over living hubs; the state is stable below 1.</param>
/// <param name="CriticalScale">α at which this state, held fixed, would lose stability: α / <paramref name="DominantEigenvalue"/>.</param>
public sealed record HubStability(double[] TippingDistance, double DominantEigenvalue, double CriticalScale)
{
    /// <summary>Whether small disturbances die out.</summary>
    public bool IsStable => DominantEigenvalue < 1;
}
