namespace MegaRegion.Modelling.Assignment;

/// <summary>State of an assignment at the start of an iteration; every figure belongs to the same link flows.</summary>
/// <param name="Number">Iteration, counted from 1.</param>
/// <param name="RelativeGap">(total cost − cost if all took shortest paths) / total cost.</param>
/// <param name="Objective">Beckmann objective Σ ∫₀ˣ t(w) dw.</param>
/// <param name="TotalCost">Total generalised cost Σ x t(x).</param>
public readonly record struct AssignmentIteration(int Number, double RelativeGap, double Objective, double TotalCost);
