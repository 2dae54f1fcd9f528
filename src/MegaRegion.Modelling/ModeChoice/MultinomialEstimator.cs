using MathNet.Numerics.LinearAlgebra;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.ModeChoice;

/// <summary>
/// Multinomial logit by Newton's method. With P_m = exp(V_m) / Σ exp(V_k), V_m = x_m·β, x̄ = Σ P_m x_m and n_m observed trips
/// of a case, N = Σ n_m: gradient Σ_cases Σ_m n_m (x_m − x̄) and Hessian −Σ_cases N Σ_m P_m (x_m − x̄)(x_m − x̄)ᵀ, negative
/// semidefinite, so the maximum is unique [McFadden1978]. Cost per step: cases · modes · parameters²; thousands of cases
/// take milliseconds. Constants of modes are attributes that are 1 for their mode.
/// </summary>
internal sealed class MultinomialEstimator
{
    private const int MaxIterations = 100;
    private const int MaxHalvings = 40;
    private const double Tolerance = 1e-12;

    private readonly ModeChoiceData _data;
    private readonly int _modes;
    private readonly int _parameters;
    private readonly double[] _slopes;
    private readonly double[] _mean;
    private readonly double[] _score;

    public MultinomialEstimator(ModeChoiceData data)
    {
        (_data, _modes, _parameters) = (data, data.Modes.Count, data.Attributes.Count + data.Modes.Count - 1);
        (_slopes, _mean, _score) = (new double[data.Trips.Length * _modes * _parameters], new double[_parameters], new double[_parameters]);
        for (var row = 0; row < data.Trips.Length; row++)
        {
            for (var mode = 0; mode < _modes; mode++)
                FillSlope(row, mode, Slope(row, mode));
        }
    }

    public Outcome<ModeChoiceFit> Estimate()
    {
        var value = new double[_parameters];
        var state = Evaluate(value);
        for (var iteration = 1; iteration <= MaxIterations; iteration++)
        {
            if (Step(state) is not { } step)
                return Refuse("attributes", "coefficients and constants cannot be told apart");
            var gain = Enumerable.Range(0, _parameters).Sum(p => state.Gradient[p] * step[p]);
            // The last step is taken too: it doubles the digits once more.
            (value, state) = Advance(value, step, state);
            if (gain <= Tolerance * (1 + Math.Abs(state.Likelihood)))
                return Fit(value, state, iteration);
        }

        return Refuse("iterations", $"no maximum of the likelihood after {MaxIterations} steps");
    }

    private static Outcome<ModeChoiceFit> Refuse(string field, string message) =>
        Outcome<ModeChoiceFit>.Refused(new Problem("mode choice", 0, field, message));

    private Span<double> Slope(int row, int mode) => _slopes.AsSpan(((row * _modes) + mode) * _parameters, _parameters);

    private void FillSlope(int row, int mode, Span<double> slope)
    {
        if (!_data.IsAvailable(row, mode))
            return;
        _data.Values[row][mode].AsSpan(0, _data.Attributes.Count).CopyTo(slope);
        if (mode > 0)
            slope[_data.Attributes.Count + mode - 1] = 1;
    }

    private State Evaluate(double[] value)
    {
        var state = new State(_parameters);
        var share = new double[_modes];
        for (var row = 0; row < _data.Trips.Length; row++)
        {
            FillShares(row, value, share);
            AddCase(row, share, state);
        }

        return state;
    }

    private void FillShares(int row, double[] value, double[] share)
    {
        var largest = double.NegativeInfinity;
        for (var mode = 0; mode < _modes; mode++)
        {
            share[mode] = _data.IsAvailable(row, mode) ? System.Numerics.Tensors.TensorPrimitives.Dot<double>(Slope(row, mode), value) : double.NegativeInfinity;
            largest = Math.Max(largest, share[mode]);
        }

        var sum = 0.0;
        for (var mode = 0; mode < _modes; mode++)
            sum += share[mode] = Math.Exp(share[mode] - largest);
        for (var mode = 0; mode < _modes; mode++)
            share[mode] /= sum;
    }

    private void AddCase(int row, double[] share, State state)
    {
        var trips = _data.Trips[row];
        var total = trips.Sum();
        Array.Clear(_mean);
        Array.Clear(_score);
        for (var mode = 0; mode < _modes; mode++)
        {
            var slope = Slope(row, mode);
            for (var p = 0; p < _parameters; p++)
                _mean[p] += share[mode] * slope[p];
            state.Likelihood += trips[mode] > 0 ? trips[mode] * Math.Log(share[mode]) : 0;
        }

        for (var mode = 0; mode < _modes; mode++)
        {
            var slope = Slope(row, mode);
            var weight = total * share[mode];
            for (var p = 0; p < _parameters; p++)
            {
                var apart = slope[p] - _mean[p];
                _score[p] += trips[mode] * apart;
                for (var q = 0; q <= p; q++)
                    state.Information[p, q] += weight * apart * (slope[q] - _mean[q]);
            }
        }

        for (var p = 0; p < _parameters; p++)
        {
            state.Gradient[p] += _score[p];
            for (var q = 0; q <= p; q++)
                state.Scatter[p, q] += _score[p] * _score[q];
        }
    }

    private double[]? Step(State state)
    {
        var information = Symmetric(state.Information);
        // Scaled to a unit diagonal, so that units of attributes do not matter.
        var scale = Vector<double>.Build.Dense(_parameters, p => 1 / Math.Sqrt(information[p, p]));
        var scaled = Matrix<double>.Build.Dense(_parameters, _parameters, (p, q) => information[p, q] * scale[p] * scale[q]);
        if (!scale.ForAll(double.IsFinite))
            return null;
        var eigen = scaled.Evd(Symmetricity.Symmetric).EigenValues;
        if (!(eigen.Min(v => v.Real) > 1e-12 * eigen.Max(v => v.Real)))
            return null;
        return information.Solve(Vector<double>.Build.Dense(state.Gradient)).ToArray();
    }

    private (double[] Value, State State) Advance(double[] value, double[] step, State state)
    {
        var share = 1.0;
        for (var halving = 0; halving < MaxHalvings; halving++, share /= 2)
        {
            var next = value.Zip(step, (v, s) => v + (share * s)).ToArray();
            var reached = Evaluate(next);
            if (reached.Likelihood >= state.Likelihood)
                return (next, reached);
        }

        return (value, state);
    }

    private ModeChoiceFit Fit(double[] value, State state, int iterations)
    {
        var inverse = Symmetric(state.Information).Inverse();
        var robust = inverse * Symmetric(state.Scatter) * inverse;
        var (shares, equal) = (new double[_data.Trips.Length][], 0.0);
        for (var row = 0; row < shares.Length; row++)
        {
            FillShares(row, value, shares[row] = new double[_modes]);
            equal -= _data.Trips[row].Sum() * Math.Log(Enumerable.Range(0, _modes).Count(mode => _data.IsAvailable(row, mode)));
        }

        return new ModeChoiceFit
        {
            Parameters = [.. value.Select((v, p) => new EstimatedParameter(Name(p), v, Math.Sqrt(inverse[p, p]), Math.Sqrt(robust[p, p])))],
            Shares = shares,
            LogLikelihood = state.Likelihood,
            PseudoR2 = 1 - (state.Likelihood / equal),
            Iterations = iterations,
        };
    }

    private string Name(int parameter) => parameter < _data.Attributes.Count
        ? _data.Attributes[parameter]
        : "constant " + _data.Modes[parameter - _data.Attributes.Count + 1];

    private Matrix<double> Symmetric(double[,] lower) =>
        Matrix<double>.Build.Dense(_parameters, _parameters, (p, q) => p >= q ? lower[p, q] : lower[q, p]);

    /// <summary>Likelihood and its derivatives at one point; matrices hold their lower half.</summary>
    private sealed class State(int parameters)
    {
        public double Likelihood { get; set; }

        public double[] Gradient { get; } = new double[parameters];

        public double[,] Information { get; } = new double[parameters, parameters];

        public double[,] Scatter { get; } = new double[parameters, parameters];
    }
}
