namespace MegaRegion.Modelling.Demand;

/// <summary>A fitted coefficient.</summary>
/// <param name="Name">What it multiplies: "ln origin mass", "ln destination mass", "cost", "ln cost", or the name of a covariate.</param>
/// <param name="Value">Maximum-likelihood estimate.</param>
/// <param name="StandardError">Standard error if flows scatter as Poisson counts do.</param>
/// <param name="RobustStandardError">Standard error that holds however flows scatter (Huber-White); prefer it for trips in thousands.</param>
public sealed record EstimatedParameter(string Name, double Value, double StandardError, double RobustStandardError);
