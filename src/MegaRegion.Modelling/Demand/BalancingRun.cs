using System.Numerics.Tensors;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>The iteration of <see cref="Balancing"/> on checked input.</summary>
internal sealed class BalancingRun
{
    private const int BlockCount = 8;
    private const int Depth = 5;

    /// <summary>Rows that are named when the totals cannot be met.</summary>
    private const int NamedRows = 10;

    private readonly OdMatrix _seed;
    private readonly double[] _rowTotals;
    private readonly double[] _columnTotals;
    private readonly BalancingOptions _options;
    private readonly double[] _rowFactor;
    private readonly double[] _columnFactor;
    private readonly double[][] _blockSums;
    private readonly double[] _logFactor;
    private readonly double[] _change;
    private readonly AndersonMixer _mixer;
    private readonly Action<int, int> _passBlock;
    private double _lastError = double.PositiveInfinity;

    public BalancingRun(OdMatrix seed, double[] rowTotals, double[] columnTotals, BalancingOptions options)
    {
        (_seed, _rowTotals, _columnTotals, _options) = (seed, rowTotals, columnTotals, options);
        var n = seed.Size;
        (_rowFactor, _columnFactor, _logFactor, _change) = (new double[n], new double[n], new double[n], new double[n]);
        _blockSums = [.. Enumerable.Range(0, BlockCount).Select(_ => new double[n])];
        _mixer = new AndersonMixer(n, Depth);
        _passBlock = (_, block) => PassBlock(block);
        for (var column = 0; column < n; column++)
            _columnFactor[column] = columnTotals[column] > 0 ? 1 : 0;
    }

    public Outcome<BalancingResult> Run()
    {
        for (var pass = 1; pass <= _options.MaxPasses; pass++)
        {
            var error = Pass();
            if (error <= _options.Tolerance)
            {
                ScaleColumns();
                return new BalancingResult(_rowFactor, _columnFactor, pass, LargestRowError());
            }

            if (!double.IsFinite(error))
                break;
            Advance(error);
        }

        return Outcome<BalancingResult>.Refused(Explain());
    }

    /// <summary>
    /// Row factors for the present column factors, and the column sums that they give; returns the largest relative error
    /// of a column.
    /// </summary>
    internal double Pass()
    {
        ParallelSweep.Run(BlockCount, _options.Workers, _passBlock);
        for (var block = 1; block < BlockCount; block++)
            TensorPrimitives.Add(_blockSums[0], _blockSums[block], _blockSums[0]);
        return MeasureChange();
    }

    /// <summary>The next column factors.</summary>
    internal void Advance(double error)
    {
        if (error > _lastError)
            _mixer.Restart();
        _lastError = error;
        if (_options.Accelerate)
            Mix();
        else
            ScaleColumns();
    }

    private void PassBlock(int block)
    {
        var sums = _blockSums[block];
        Array.Clear(sums);
        var (first, end) = (block * _seed.Size / BlockCount, (block + 1) * _seed.Size / BlockCount);
        for (var row = first; row < end; row++)
        {
            ReadOnlySpan<double> cells = _seed.Row(row);
            if (_rowTotals[row] <= 0)
                continue;
            _rowFactor[row] = _rowTotals[row] / TensorPrimitives.Dot(cells, _columnFactor);
            TensorPrimitives.MultiplyAdd(cells, _rowFactor[row], sums, sums);
        }
    }

    /// <summary>ln of the factor that each column lacks; returns the largest relative error of a column.</summary>
    private double MeasureChange()
    {
        var largest = 0.0;
        var sums = _blockSums[0];
        for (var column = 0; column < sums.Length; column++)
        {
            if (_columnTotals[column] <= 0)
                continue;
            var factor = _columnTotals[column] / (sums[column] * _columnFactor[column]);
            _change[column] = Math.Log(factor);
            var error = Math.Abs(factor - 1);
            largest = error <= largest ? largest : error;
        }

        return largest;
    }

    private void ScaleColumns()
    {
        for (var column = 0; column < _columnFactor.Length; column++)
        {
            if (_columnTotals[column] > 0)
                _columnFactor[column] = _columnTotals[column] / _blockSums[0][column];
        }
    }

    private void Mix()
    {
        for (var column = 0; column < _columnFactor.Length; column++)
            _logFactor[column] = _columnTotals[column] > 0 ? Math.Log(_columnFactor[column]) : 0;
        _mixer.Step(_logFactor, _change);
        for (var column = 0; column < _columnFactor.Length; column++)
        {
            if (_columnTotals[column] > 0)
                _columnFactor[column] = Math.Exp(_logFactor[column]);
        }
    }

    private double LargestRowError()
    {
        var largest = 0.0;
        for (var row = 0; row < _rowFactor.Length; row++)
            largest = Math.Max(largest, RowError(row));
        return largest;
    }

    private double RowError(int row) => _rowTotals[row] <= 0
        ? 0
        : Math.Abs((_rowFactor[row] * TensorPrimitives.Dot<double>(_seed.Row(row), _columnFactor) / _rowTotals[row]) - 1);

    private List<Problem> Explain()
    {
        ScaleColumns();
        var problems = new List<Problem>
        {
            new("balancing", 0, "passes", $"the totals are not met to {_options.Tolerance:R} after {_options.MaxPasses} passes"),
        };
        problems.AddRange(Enumerable.Range(0, _rowFactor.Length)
            .Select(row => (Row: row, Error: RowError(row)))
            .Where(item => !(item.Error <= _options.Tolerance))
            .OrderByDescending(item => item.Error)
            .Take(NamedRows)
            .Select(item => new Problem(
                "balancing", 0, "row total", $"zone {item.Row + 1} is off by {item.Error:P2}; the columns it may use are taken by rows that have no other")));
        return problems;
    }
}
