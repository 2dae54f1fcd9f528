namespace MegaRegion.Modelling.Dynamics;

/// <summary>Where a hub system comes to rest.</summary>
/// <param name="Size">W_j; 0 for hubs that have died out.</param>
/// <param name="Inflow">D_j.</param>
/// <param name="Residual">Largest |D_j − κ_j W_j| over the mean outflow per hub.</param>
/// <param name="Converged">Whether the residual met the tolerance.</param>
/// <param name="Steps">Steps taken.</param>
public sealed record HubEquilibrium(double[] Size, double[] Inflow, double Residual, bool Converged, int Steps);
