using MegaRegion.Modelling.Demand;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>Observed flows with costs, as the calibration was given them.</summary>
/// <param name="Zones">Names of the zones.</param>
/// <param name="Data">The pairs.</param>
/// <param name="FlowColumn">Column that the flows were taken from.</param>
/// <param name="CostColumn">Column that the costs were taken from.</param>
/// <param name="MassesFrom">"file", or "observed totals" where none was given.</param>
internal sealed record PairInput(IReadOnlyList<string> Zones, InteractionData Data, string FlowColumn, string CostColumn, string MassesFrom);
