namespace MegaRegion.Modelling.Assignment;

/// <summary>How much work an assignment was, in counts that do not depend on the machine.</summary>
/// <param name="Trees">Shortest-path trees computed.</param>
/// <param name="Passes">Equilibration passes over single bushes; 0 for Frank-Wolfe.</param>
/// <param name="Shifts">Newton shifts between two path segments; 0 for Frank-Wolfe.</param>
/// <param name="StoredLinks">Bush links kept in memory at the end; 0 for Frank-Wolfe.</param>
public readonly record struct AssignmentWork(long Trees, long Passes, long Shifts, long StoredLinks);
