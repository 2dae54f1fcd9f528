namespace MegaRegion.DataSet.Partnerships;

/// <summary>A figure that a policy paper states.</summary>
/// <param name="Subject">A hub's or partnership's id, or the scope of a national figure.</param>
/// <param name="Metric">What is stated, for example <c>jobs_target</c>.</param>
/// <param name="Value">The figure or date as stated.</param>
/// <param name="Unit">Its unit; <c>date</c> and <c>year</c> for points in time.</param>
/// <param name="AsOf">When it held; empty when not stated.</param>
/// <param name="Paper">Which paper; see data/jp/README.md.</param>
public sealed record Fact(string Subject, string Metric, string Value, string Unit, string AsOf, string Paper);
