using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Transit;

/// <summary>Travellers on their optimal strategies.</summary>
/// <param name="Cost">Expected minutes as they are felt between zones; +∞ where there is no way, 0 on the diagonal.</param>
/// <param name="LinkFlow">Travellers on each link, in the order of <see cref="TransitNetwork.Links"/>.</param>
public sealed record StrategyResult(OdMatrix Cost, double[] LinkFlow);
