namespace MegaRegion.Modelling.Transit;

/// <summary>A way on foot between two stops, in one direction: access, egress, or a change of station.</summary>
/// <param name="FromStop">Stop where it begins, from 1.</param>
/// <param name="ToStop">Stop where it ends, from 1.</param>
/// <param name="Minutes">Minutes, at least 0.</param>
public sealed record TransitWalk(int FromStop, int ToStop, double Minutes);
