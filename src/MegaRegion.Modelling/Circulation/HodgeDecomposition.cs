using System.Numerics.Tensors;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Circulation;

/// <summary>
/// Combinatorial Hodge decomposition of net flows [Jiang2011, section 4]. The net flow Y_ij = T_ij − T_ji on the graph of
/// pairs that exchange anything is the sum of three parts that are orthogonal to each other:
/// <list type="bullet">
/// <item>gradient, s_j − s_i with potentials s that minimise Σ (Y_ij − (s_j − s_i))²: what drains;</item>
/// <item>curl, a sum of circulations around triangles: what goes around among three zones;</item>
/// <item>harmonic, the rest, without divergence and without curl: what goes around longer loops. It is 0 where all pairs
/// exchange something.</item>
/// </list>
/// So |Y|² = |gradient|² + |curl|² + |harmonic|², and the convection share (|curl|² + |harmonic|²) / |Y|² says how much
/// of the movement that is not balanced pair by pair comes back by another way.
/// <para>Method: two least-squares projections by conjugate gradients to the precision of doubles. Cost: O(pairs) per
/// step for the gradient; O(triangles) for the curl, needed only where some pairs exchange nothing.</para>
/// </summary>
public static class HodgeDecomposition
{
    /// <summary>Decomposes the net flows of a matrix; the diagonal does not matter.</summary>
    /// <param name="flows">Flows T, finite.</param>
    public static FlowDecomposition Decompose(OdMatrix flows)
    {
        var graph = new PairGraph(flows);
        var (net, potential, circulating) = Project(graph, flows);
        var harmonic = Harmonic(graph, circulating);
        return new FlowDecomposition
        {
            Potential = Centred(potential),
            Net = Matrix(graph, edge => net[edge]),
            Gradient = Matrix(graph, edge => net[edge] - circulating[edge]),
            Curl = Matrix(graph, edge => circulating[edge] - harmonic[edge]),
            Harmonic = Matrix(graph, edge => harmonic[edge]),
        };
    }

    /// <summary>
    /// <see cref="FlowDecomposition.ConvectionShare"/> alone, without telling apart curl and harmonic part, which is what
    /// takes time.
    /// </summary>
    /// <param name="flows">Flows T, finite.</param>
    public static double ConvectionShare(OdMatrix flows)
    {
        var (net, _, circulating) = Project(new PairGraph(flows), flows);
        var around = TensorPrimitives.SumOfSquares<double>(circulating);
        TensorPrimitives.Subtract(net, circulating, net);
        return around / (around + TensorPrimitives.SumOfSquares<double>(net));
    }

    /// <summary>The net flow of every edge, the potentials that fit it best, and what they leave: what circulates.</summary>
    private static (double[] Net, double[] Potential, double[] Circulating) Project(PairGraph graph, OdMatrix flows)
    {
        var net = new double[graph.EdgeCount];
        for (var edge = 0; edge < net.Length; edge++)
            net[edge] = flows[graph.From[edge], graph.To[edge]] - flows[graph.To[edge], graph.From[edge]];
        var (potential, circulating) = (new double[graph.ZoneCount], new double[net.Length]);
        LeastSquaresProjection.Solve(new GradientOperator(graph), net, potential, circulating);
        return (net, potential, circulating);
    }

    private static double[] Harmonic(PairGraph graph, double[] circulating)
    {
        var harmonic = new double[circulating.Length];
        var allPairs = (long)graph.ZoneCount * (graph.ZoneCount - 1) / 2;
        if (graph.EdgeCount == allPairs)
            return harmonic;
        var triangles = graph.Triangles();
        LeastSquaresProjection.Solve(new TriangleOperator(triangles), circulating, new double[triangles.Count], harmonic);
        return harmonic;
    }

    private static double[] Centred(double[] potential)
    {
        var mean = Reduction.Sum(potential) / potential.Length;
        for (var zone = 0; zone < potential.Length; zone++)
            potential[zone] -= mean;
        return potential;
    }

    private static OdMatrix Matrix(PairGraph graph, Func<int, double> value)
    {
        var matrix = new OdMatrix(graph.ZoneCount);
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            matrix[graph.From[edge], graph.To[edge]] = value(edge);
            matrix[graph.To[edge], graph.From[edge]] = -value(edge);
        }

        return matrix;
    }
}
