using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Demand;

/// <summary>A model calibrated by its mean cost.</summary>
/// <param name="Coefficient">β, negative when interaction declines with cost.</param>
/// <param name="Mean">Mean of c or ln c that model and observation share.</param>
/// <param name="Flows">The model's flows.</param>
/// <param name="Balancings">Balancings that it took.</param>
public sealed record HymanResult(double Coefficient, double Mean, OdMatrix Flows, int Balancings);
