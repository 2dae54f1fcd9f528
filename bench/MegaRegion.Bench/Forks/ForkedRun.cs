namespace MegaRegion.Bench.Forks;

/// <summary>A solved fork.</summary>
/// <param name="Position">The last report that it holds; 0 for observed flows.</param>
/// <param name="Seconds">From the order to the solved result.</param>
/// <param name="Layers">Its baseline.</param>
internal sealed record ForkedRun(long Position, double Seconds, IReadOnlyList<ForkedLayer> Layers)
{
    public ForkedLayer People => Layers.Single(layer => layer.Layer is ForkedLayer.OfPeople);
}
