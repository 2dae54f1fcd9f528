using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>The root search of <see cref="HymanCalibration"/>.</summary>
internal sealed class HymanSearch
{
    private static readonly BalancingOptions Precise = new() { Tolerance = 1e-13 };

    private readonly OdMatrix _term;
    private readonly OdMatrix _seed;
    private readonly double[] _rowTotals;
    private readonly double[] _columnTotals;
    private readonly double _total;
    private readonly double _target;
    private readonly double _size;

    public HymanSearch(OdMatrix observed, OdMatrix cost, Deterrence deterrence)
    {
        (_term, _seed) = (cost.Copy(), new OdMatrix(cost.Size));
        (_rowTotals, _columnTotals) = (new double[cost.Size], new double[cost.Size]);
        for (var k = 0; k < cost.Values.Length; k++)
        {
            if (deterrence == Deterrence.Power)
                _term.Values[k] = Math.Log(cost.Values[k]);
            _rowTotals[k / cost.Size] += observed.Values[k];
            _columnTotals[k % cost.Size] += observed.Values[k];
        }

        _total = observed.Total();
        _target = MeanTerm(observed);
        foreach (var term in _term.Values)
            _size = double.IsFinite(term) ? Math.Max(_size, Math.Abs(term)) : _size;
    }

    public Outcome<HymanResult> Run(double tolerance, int maxBalancings)
    {
        if (!(_total > 0) || !(_size > 0))
            return Refuse("at least one flow and one cost must differ from 0");
        var (below, above) = (double.NegativeInfinity, double.PositiveInfinity);
        var (last, lastMean, coefficient) = (double.NaN, double.NaN, -1 / (Math.Abs(_target) + (0.1 * _size)));
        for (var k = 1; k <= maxBalancings; k++)
        {
            FillSeed(coefficient);
            var balanced = Balancing.Balance(_seed, _rowTotals, _columnTotals, Precise);
            if (!balanced.IsOk)
                return Outcome<HymanResult>.Refused(balanced.Problems);
            var flows = balanced.Value.Apply(_seed);
            var mean = MeanTerm(flows);
            if (Math.Abs(mean - _target) <= tolerance * Math.Abs(_target) || above - below <= 1e-16)
                return new HymanResult(coefficient, mean, flows, k);
            if (mean < _target)
                below = coefficient;
            else
                above = coefficient;
            var next = coefficient + ((_target - mean) * (coefficient - last) / (mean - lastMean));
            (last, lastMean) = (coefficient, mean);
            coefficient = Inside(next, coefficient, mean, below, above);
        }

        return Refuse($"the observed mean cost is not met after {maxBalancings} balancings");
    }

    private static Outcome<HymanResult> Refuse(string message) =>
        Outcome<HymanResult>.Refused(new Problem("calibration", 0, "mean cost", message));

    /// <summary>The secant's proposal if it lies inside the bracket, else the middle or, with one end open, a wider step.</summary>
    private double Inside(double proposal, double current, double mean, double below, double above)
    {
        if (proposal > below && proposal < above)
            return proposal;
        if (double.IsFinite(below) && double.IsFinite(above))
            return 0.5 * (below + above);
        var step = Math.Max(Math.Abs(current), 1 / _size) * 0.5;
        return mean < _target ? current + step : current - step;
    }

    /// <summary>exp(β g), each row scaled by its largest value, which the row factor takes up, so that no row underflows.</summary>
    private void FillSeed(double coefficient)
    {
        for (var row = 0; row < _seed.Size; row++)
        {
            var terms = _term.Row(row);
            var cells = _seed.Row(row);
            var largest = double.NegativeInfinity;
            foreach (var term in terms)
                largest = double.IsPositiveInfinity(term) ? largest : Math.Max(largest, coefficient * term);
            for (var column = 0; column < cells.Length; column++)
                cells[column] = double.IsPositiveInfinity(terms[column]) ? 0 : Math.Exp((coefficient * terms[column]) - largest);
        }
    }

    private double MeanTerm(OdMatrix flows)
    {
        var sum = 0.0;
        for (var k = 0; k < flows.Values.Length; k++)
            sum += flows.Values[k] > 0 ? flows.Values[k] * _term.Values[k] : 0;
        return sum / _total;
    }
}
