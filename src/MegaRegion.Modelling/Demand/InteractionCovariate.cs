namespace MegaRegion.Modelling.Demand;

/// <summary>A quantity of pairs that a spatial-interaction model gives a coefficient.</summary>
/// <param name="Name">Name of the coefficient.</param>
/// <param name="Values">Value of each entry of the data, finite.</param>
public sealed record InteractionCovariate(string Name, double[] Values);
