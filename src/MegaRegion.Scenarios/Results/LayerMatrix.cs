namespace MegaRegion.Scenarios.Results;

/// <summary>Flows of a layer before and after, row by row.</summary>
/// <param name="Layer">people, goods, money or information.</param>
/// <param name="Unit">Unit of the flows, a year's.</param>
/// <param name="Label">How the baseline's flows are known.</param>
/// <param name="Places">Ids of the zones or prefectures, in order.</param>
/// <param name="Before">Baseline, origin by origin.</param>
/// <param name="After">With the changes.</param>
public sealed record LayerMatrix(
    string Layer, string Unit, FigureLabel Label, IReadOnlyList<string> Places, IReadOnlyList<double> Before, IReadOnlyList<double> After);
