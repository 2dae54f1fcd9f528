using System.Numerics.Tensors;

namespace MegaRegion.Modelling.Numerics;

/// <summary>
/// Orthogonal projection of a vector b on the range of a linear map A by conjugate gradients on the normal equations
/// (CGLS). Started at 0 it finds the solution of least norm, also where A has no full rank. Stops when |Aᵀ r| has fallen
/// to 1e-15 of its start or stops falling.
/// </summary>
internal static class LeastSquaresProjection
{
    private const double Tolerance = 1e-15;

    /// <summary>Fills x with a minimiser of |b − A x| and the residual with b − A x.</summary>
    public static void Solve<TOperator>(TOperator a, ReadOnlySpan<double> b, Span<double> x, Span<double> residual)
        where TOperator : ILinearOperator
    {
        b.CopyTo(residual);
        x.Clear();
        var (gradient, direction, image) = (new double[a.Columns], new double[a.Columns], new double[b.Length]);
        a.ApplyTransposed(residual, gradient);
        gradient.CopyTo(direction.AsSpan());
        var norm = TensorPrimitives.Dot<double>(gradient, gradient);
        var goal = Tolerance * Tolerance * norm;
        for (var k = 0; k < (2 * a.Columns) + 10 && norm > goal; k++)
        {
            a.Apply(direction, image);
            var length = TensorPrimitives.Dot<double>(image, image);
            if (!(length > 0))
                break;
            var step = norm / length;
            TensorPrimitives.MultiplyAdd(direction, step, x, x);
            TensorPrimitives.MultiplyAdd(image, -step, residual, residual);
            a.ApplyTransposed(residual, gradient);
            var next = TensorPrimitives.Dot<double>(gradient, gradient);
            TensorPrimitives.MultiplyAdd(direction, next / norm, gradient, direction);
            norm = next;
        }
    }
}
