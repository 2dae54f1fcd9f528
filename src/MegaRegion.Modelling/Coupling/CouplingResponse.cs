namespace MegaRegion.Modelling.Coupling;

/// <summary>Where coupled layers settle after a shock.</summary>
/// <param name="Change">Δ ln F of each layer.</param>
/// <param name="Induced">Part of the change of a layer (row) that another (column) induced: Γ_lk Δ ln F^k.</param>
/// <param name="Residual">Largest |x − s − Γ x|.</param>
public sealed record CouplingResponse(double[] Change, double[,] Induced, double Residual);
