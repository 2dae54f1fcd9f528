namespace MegaRegion.Architecture.Tests;

/// <summary>A named exception from a rule.</summary>
/// <param name="Path">The file, relative to the repository.</param>
/// <param name="Rule">What it may do.</param>
/// <param name="Reason">Why that is right there.</param>
internal sealed record Allowance(string Path, string Rule, string Reason);
