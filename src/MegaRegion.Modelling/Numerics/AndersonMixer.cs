using System.Numerics.Tensors;

namespace MegaRegion.Modelling.Numerics;

/// <summary>
/// Anderson acceleration of a fixed-point iteration y ← g(y) [Walker2011]. With residual f = g(y) − y and the last
/// differences ΔY, ΔF it finds γ that minimises |f − ΔF γ| and moves to y + d f − (ΔY + d ΔF) γ with damping d. Without
/// history it is the damped plain step. The small least-squares problem is solved by its normal equations with a ridge of
/// <see cref="Ridge"/> of the trace. Cost: O(depth · n) per step; no allocation after construction.
/// </summary>
public sealed class AndersonMixer
{
    private const double Ridge = 1e-13;

    private readonly double[][] _residualSteps;
    private readonly double[][] _valueSteps;
    private readonly double[] _lastResidual;
    private readonly double[] _lastValue;
    private readonly double[][] _gram;
    private readonly double[] _share;
    private readonly double _damping;
    private int _count;
    private int _next;
    private bool _hasLast;

    /// <summary>A mixer without history.</summary>
    /// <param name="size">Length of the value.</param>
    /// <param name="depth">Differences that are remembered.</param>
    /// <param name="damping">Part of the residual to go per step, above 0 up to 1.</param>
    public AndersonMixer(int size, int depth, double damping = 1)
    {
        _damping = damping;
        double[][] Rows(int length) => [.. Enumerable.Range(0, depth).Select(_ => new double[length])];
        (_residualSteps, _valueSteps, _gram) = (Rows(size), Rows(size), Rows(depth));
        (_lastResidual, _lastValue, _share) = (new double[size], new double[size], new double[depth]);
    }

    /// <summary>Forgets the history; the next step is a plain one.</summary>
    public void Restart() => (_count, _next, _hasLast) = (0, 0, false);

    /// <summary>Replaces a value by the next iterate.</summary>
    /// <param name="value">y, overwritten.</param>
    /// <param name="residual">g(y) − y.</param>
    public void Step(Span<double> value, ReadOnlySpan<double> residual)
    {
        if (_hasLast)
            Remember(value, residual);
        residual.CopyTo(_lastResidual);
        value.CopyTo(_lastValue);
        _hasLast = true;
        SolveShares(residual);
        TensorPrimitives.MultiplyAdd(residual, _damping, value, value);
        for (var k = 0; k < _count; k++)
        {
            TensorPrimitives.MultiplyAdd(_valueSteps[k], -_share[k], value, value);
            TensorPrimitives.MultiplyAdd(_residualSteps[k], -_damping * _share[k], value, value);
        }
    }

    private void Remember(ReadOnlySpan<double> value, ReadOnlySpan<double> residual)
    {
        TensorPrimitives.Subtract(residual, _lastResidual, _residualSteps[_next]);
        TensorPrimitives.Subtract(value, _lastValue, _valueSteps[_next]);
        _next = (_next + 1) % _share.Length;
        _count = Math.Min(_count + 1, _share.Length);
    }

    private void SolveShares(ReadOnlySpan<double> residual)
    {
        var trace = 0.0;
        for (var row = 0; row < _count; row++)
        {
            for (var column = 0; column <= row; column++)
                _gram[row][column] = _gram[column][row] = TensorPrimitives.Dot<double>(_residualSteps[row], _residualSteps[column]);
            trace += _gram[row][row];
            _share[row] = TensorPrimitives.Dot(_residualSteps[row], residual);
        }

        for (var row = 0; row < _count; row++)
            _gram[row][row] += Ridge * trace;
        Eliminate();
    }

    /// <summary>Gaussian elimination without pivoting, safe for a positive definite matrix; solves into the shares.</summary>
    private void Eliminate()
    {
        for (var pivot = 0; pivot < _count; pivot++)
        {
            for (var row = pivot + 1; row < _count; row++)
            {
                var factor = _gram[pivot][pivot] > 0 ? _gram[row][pivot] / _gram[pivot][pivot] : 0;
                for (var column = pivot; column < _count; column++)
                    _gram[row][column] -= factor * _gram[pivot][column];
                _share[row] -= factor * _share[pivot];
            }
        }

        for (var row = _count - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < _count; column++)
                _share[row] -= _gram[row][column] * _share[column];
            _share[row] = _gram[row][row] > 0 ? _share[row] / _gram[row][row] : 0;
        }
    }
}
