using MathNet.Numerics.LinearAlgebra;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>Newton's method on the dual of <see cref="CountEstimation"/>.</summary>
internal sealed class CountSolver
{
    private const int MaxHalvings = 60;

    private readonly OdMatrix _prior;
    private readonly double[] _counts;
    private readonly CountOptions _options;
    private readonly double[] _seed;
    private readonly double[][] _shares;
    private readonly int[] _pair;

    public CountSolver(OdMatrix prior, IReadOnlyList<OdMatrix> shares, double[] counts, CountOptions options)
    {
        (_prior, _counts, _options) = (prior, counts, options);
        _pair = [.. Enumerable.Range(0, prior.Values.Length).Where(pair => prior.Values[pair] > 0 && shares.Any(share => share.Values[pair] > 0))];
        _seed = [.. _pair.Select(pair => prior.Values[pair])];
        _shares = [.. shares.Select(share => _pair.Select(pair => share.Values[pair]).ToArray())];
    }

    public Outcome<CountResult> Solve()
    {
        var multiplier = new double[_counts.Length];
        var trips = Trips(multiplier);
        var (step, gradient) = (0, Gradient(multiplier, trips));
        while (!IsSmall(gradient) && step < _options.MaxSteps)
        {
            var direction = Hessian(trips).Solve(Vector<double>.Build.Dense(gradient)).ToArray();
            var next = Descend(multiplier, direction, gradient, trips);
            if (next is null)
                break;
            (multiplier, trips, step) = (next, Trips(next), step + 1);
            gradient = Gradient(multiplier, trips);
        }

        return Result(trips, step, IsSmall(gradient));
    }

    private double[] Trips(double[] multiplier)
    {
        var trips = (double[])_seed.Clone();
        for (var pair = 0; pair < trips.Length; pair++)
        {
            var exponent = 0.0;
            for (var count = 0; count < multiplier.Length; count++)
                exponent -= _shares[count][pair] * multiplier[count];
            trips[pair] *= Math.Exp(exponent);
        }

        return trips;
    }

    private double OnLink(int count, double[] trips)
    {
        var sum = 0.0;
        for (var pair = 0; pair < trips.Length; pair++)
            sum += _shares[count][pair] * trips[pair];
        return sum;
    }

    private double[] Gradient(double[] multiplier, double[] trips) =>
        [.. _counts.Select((count, k) => count - OnLink(k, trips) + (_options.PriorWeight * count * multiplier[k]))];

    private bool IsSmall(double[] gradient) =>
        Enumerable.Range(0, gradient.Length).All(k => Math.Abs(gradient[k]) <= _options.Tolerance * _counts[k] * (1 + _options.PriorWeight));

    private Matrix<double> Hessian(double[] trips) => Matrix<double>.Build.Dense(_counts.Length, _counts.Length, (a, b) =>
    {
        var sum = a == b ? _options.PriorWeight * _counts[a] : 0;
        for (var pair = 0; pair < trips.Length; pair++)
            sum += trips[pair] * _shares[a][pair] * _shares[b][pair];
        return sum;
    });

    /// <summary>The first of the halved steps that lowers the dual; null when rounding is all that is left.</summary>
    private double[]? Descend(double[] multiplier, double[] direction, double[] gradient, double[] trips)
    {
        var (value, slope) = (Dual(multiplier, trips), Enumerable.Range(0, direction.Length).Sum(k => gradient[k] * direction[k]));
        var share = 1.0;
        for (var halving = 0; halving < MaxHalvings; halving++, share /= 2)
        {
            var next = multiplier.Select((m, k) => m - (share * direction[k])).ToArray();
            var reached = Dual(next, Trips(next));
            if (reached <= value - (1e-4 * share * slope) || (share == 1 && Math.Abs(reached - value) <= 1e-13 * Math.Abs(value)))
                return next;
        }

        return null;
    }

    private double Dual(double[] multiplier, double[] trips)
    {
        var sum = Reduction.Sum(trips);
        for (var k = 0; k < multiplier.Length; k++)
            sum += _counts[k] * multiplier[k] * (1 + (0.5 * _options.PriorWeight * multiplier[k]));
        return sum;
    }

    private CountResult Result(double[] trips, int steps, bool converged)
    {
        var estimate = _prior.Copy();
        var moved = 0.0;
        for (var k = 0; k < trips.Length; k++)
        {
            estimate.Values[_pair[k]] = trips[k];
            moved += Math.Abs(trips[k] - _seed[k]);
        }

        double[] before = [.. _counts.Select((_, k) => OnLink(k, _seed))];
        double[] after = [.. _counts.Select((_, k) => OnLink(k, trips))];
        var withTrips = 0;
        foreach (var value in _prior.Values)
            withTrips += value > 0 ? 1 : 0;
        var rank = _pair.Length == 0 ? 0 : Matrix<double>.Build.DenseOfRowArrays(_shares).Rank();
        return new CountResult(estimate, before, after, Geh(before), Geh(after), moved / _prior.Total(), _pair.Length, withTrips, rank, steps, converged);
    }

    private double[] Geh(double[] onLink) =>
        [.. onLink.Select((v, k) => Math.Sqrt(2 * (v - _counts[k]) * (v - _counts[k]) / (v + _counts[k])))];
}
