using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Running;

/// <summary>The four layers at a level of service.</summary>
/// <param name="Trips">Trips by mode between zones, persons a year.</param>
/// <param name="LogSumChange">Change of the log-sum.</param>
/// <param name="Others">Goods, money, information between prefectures.</param>
/// <param name="Induced">Δ ln of each of the four layers that the others induced.</param>
/// <param name="CouplingResidual">Largest |x − s − Γ x|.</param>
internal sealed record LayerFlows(OdMatrix[] Trips, OdMatrix LogSumChange, OdMatrix[] Others, OdMatrix[] Induced, double CouplingResidual);
