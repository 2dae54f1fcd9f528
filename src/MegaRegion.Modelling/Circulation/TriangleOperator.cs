using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Circulation;

/// <summary>From a circulation strength per triangle to the edge flow that these circulations add up to.</summary>
internal sealed class TriangleOperator(List<(int First, int Second, int Closing)> triangles) : ILinearOperator
{
    public int Columns => triangles.Count;

    public void Apply(ReadOnlySpan<double> x, Span<double> result)
    {
        result.Clear();
        for (var k = 0; k < x.Length; k++)
        {
            var (first, second, closing) = triangles[k];
            result[first] += x[k];
            result[second] += x[k];
            result[closing] -= x[k];
        }
    }

    public void ApplyTransposed(ReadOnlySpan<double> y, Span<double> result)
    {
        for (var k = 0; k < result.Length; k++)
        {
            var (first, second, closing) = triangles[k];
            result[k] = y[first] + y[second] - y[closing];
        }
    }
}
