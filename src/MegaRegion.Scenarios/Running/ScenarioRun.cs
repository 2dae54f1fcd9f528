using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Running;

/// <summary>A finished run: its result, and what an export of the network or a related run can use.</summary>
/// <param name="Result">What is kept.</param>
/// <param name="Before">The baseline, solved.</param>
/// <param name="After">The scenario, solved; a start for related runs.</param>
public sealed record ScenarioRun(ScenarioResult Result, SolvedLayers Before, SolvedLayers After);
