namespace MegaRegion.Modelling.Demand;

/// <summary>
/// The zone factors of a spatial-interaction model on a list of pairs: groups by origin and by destination whose totals
/// the model reproduces. They are found by balancing, and taken out of covariates by weighted demeaning, so that no
/// dummy variable is ever formed. An unconstrained model has one group, its constant.
/// </summary>
internal sealed class ZoneFactors
{
    private const double Tolerance = 1e-13;
    private const int MaxRounds = 20_000;

    private readonly int[] _row;
    private readonly int[] _column;
    private readonly bool _hasColumns;
    private readonly double[] _rowTotal;
    private readonly double[] _columnTotal;
    private readonly double[] _sum;
    private readonly double[] _weight;

    public ZoneFactors(InteractionData data, InteractionFamily family)
    {
        var byOrigin = family is InteractionFamily.ProductionConstrained or InteractionFamily.DoublyConstrained;
        var byDestination = family is InteractionFamily.AttractionConstrained or InteractionFamily.DoublyConstrained;
        var one = new int[data.Flow.Length];
        _row = byOrigin ? data.Origin : byDestination ? data.Destination : one;
        _column = data.Destination;
        _hasColumns = byOrigin && byDestination;
        (RowFactor, ColumnFactor) = (new double[data.ZoneCount], new double[data.ZoneCount]);
        (_rowTotal, _columnTotal) = (new double[data.ZoneCount], new double[data.ZoneCount]);
        (_sum, _weight) = (new double[data.ZoneCount], new double[data.ZoneCount]);
        for (var k = 0; k < data.Flow.Length; k++)
        {
            _rowTotal[_row[k]] += data.Flow[k];
            _columnTotal[_column[k]] += data.Flow[k];
        }

        for (var zone = 0; zone < data.ZoneCount; zone++)
            ColumnFactor[zone] = _columnTotal[zone] > 0 || !_hasColumns ? 1 : 0;
    }

    /// <summary>Factor of each row group; 0 for groups without flow.</summary>
    public double[] RowFactor { get; }

    /// <summary>Factor of each column group; 1 where columns are not constrained.</summary>
    public double[] ColumnFactor { get; }

    /// <summary>Number of free factors.</summary>
    public int Count => _rowTotal.Count(total => total > 0) + (_hasColumns ? _columnTotal.Count(total => total > 0) - 1 : 0);

    /// <summary>Fitted flows: base flows scaled to meet all totals. False when zeros make that impossible.</summary>
    public bool Balance(double[] baseFlow, double[] fitted)
    {
        var error = double.PositiveInfinity;
        for (var round = 0; round < MaxRounds && error > Tolerance; round++)
        {
            Rescale(baseFlow, _row, RowFactor, _rowTotal, _column, ColumnFactor);
            error = _hasColumns ? Rescale(baseFlow, _column, ColumnFactor, _columnTotal, _row, RowFactor) : 0;
        }

        for (var k = 0; k < fitted.Length; k++)
            fitted[k] = RowFactor[_row[k]] * baseFlow[k] * ColumnFactor[_column[k]];
        return error <= Tolerance;
    }

    /// <summary>Takes weighted row and column means off a covariate until both vanish.</summary>
    public void Demean(double[] weight, double[] values)
    {
        var scale = Tolerance * values.Max(Math.Abs);
        var largest = double.PositiveInfinity;
        for (var round = 0; round < MaxRounds && largest > scale; round++)
        {
            DemeanBy(_row, weight, values);
            largest = _hasColumns ? DemeanBy(_column, weight, values) : 0;
        }
    }

    private double Rescale(double[] baseFlow, int[] group, double[] factor, double[] total, int[] other, double[] otherFactor)
    {
        Array.Clear(_sum);
        for (var k = 0; k < baseFlow.Length; k++)
            _sum[group[k]] += baseFlow[k] * otherFactor[other[k]];
        var largest = 0.0;
        for (var g = 0; g < factor.Length; g++)
        {
            var value = total[g] > 0 ? total[g] / _sum[g] : 0;
            var change = value > 0 ? Math.Abs((value / factor[g]) - 1) : 0;
            largest = change <= largest ? largest : change;
            factor[g] = value;
        }

        return largest;
    }

    private double DemeanBy(int[] group, double[] weight, double[] values)
    {
        Array.Clear(_sum);
        Array.Clear(_weight);
        for (var k = 0; k < values.Length; k++)
        {
            _sum[group[k]] += weight[k] * values[k];
            _weight[group[k]] += weight[k];
        }

        var largest = 0.0;
        for (var g = 0; g < _sum.Length; g++)
        {
            _sum[g] = _weight[g] > 0 ? _sum[g] / _weight[g] : 0;
            largest = Math.Max(largest, Math.Abs(_sum[g]));
        }

        for (var k = 0; k < values.Length; k++)
            values[k] -= _sum[group[k]];
        return largest;
    }
}
