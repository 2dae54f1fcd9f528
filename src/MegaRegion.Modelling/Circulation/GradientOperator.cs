using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Circulation;

/// <summary>From zone potentials s to edge differences s_j − s_i.</summary>
internal sealed class GradientOperator(PairGraph graph) : ILinearOperator
{
    public int Columns => graph.ZoneCount;

    public void Apply(ReadOnlySpan<double> x, Span<double> result)
    {
        for (var edge = 0; edge < result.Length; edge++)
            result[edge] = x[graph.To[edge]] - x[graph.From[edge]];
    }

    public void ApplyTransposed(ReadOnlySpan<double> y, Span<double> result)
    {
        result.Clear();
        for (var edge = 0; edge < y.Length; edge++)
        {
            result[graph.To[edge]] += y[edge];
            result[graph.From[edge]] -= y[edge];
        }
    }
}
