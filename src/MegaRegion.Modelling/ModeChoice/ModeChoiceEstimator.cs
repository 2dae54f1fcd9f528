using MathNet.Numerics.LinearAlgebra;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.ModeChoice;

/// <summary>The Newton iteration of <see cref="ModeChoiceModel"/> on checked data.</summary>
internal sealed class ModeChoiceEstimator
{
    private const int MaxIterations = 200;
    private const int MaxHalvings = 50;
    private const double Tolerance = 1e-12;
    private const double SmallestDissimilarity = 0.02;
    private const double DifferenceStep = 1e-6;

    private readonly ModeChoiceData _data;
    private readonly int[] _nestOfMode;
    private readonly int[] _parameterOfNest;
    private readonly int _attributes;
    private readonly int _modes;
    private readonly double[] _scale;

    public ModeChoiceEstimator(ModeChoiceData data, int[] nestOfMode)
    {
        (_data, _nestOfMode, _attributes, _modes) = (data, nestOfMode, data.Attributes.Count, data.Modes.Count);
        _parameterOfNest = new int[_modes];
        var next = _attributes + _modes - 1;
        for (var nest = 0; nest < _modes; nest++)
            _parameterOfNest[nest] = nestOfMode.Count(n => n == nest) > 1 ? next++ : -1;
        ParameterCount = next;
        _scale = [.. Enumerable.Range(0, next).Select(Scale)];
    }

    private int ParameterCount { get; }

    public Outcome<ModeChoiceFit> Estimate()
    {
        var value = Vector<double>.Build.Dense(ParameterCount, p => p >= _attributes + _modes - 1 ? 0.9 : 0);
        for (var iteration = 1; iteration <= MaxIterations; iteration++)
        {
            var (likelihood, gradient, scores) = Evaluate(value);
            if (Step(Hessian(value), gradient, scores) is not { } step)
                return Refuse("attributes", "coefficients and constants cannot be told apart");
            var next = Advance(value, step, likelihood);
            if (gradient * step <= Tolerance * (1 + Math.Abs(likelihood)) || next is null)
                return Fit(next ?? value, iteration);
            value = next;
        }

        return Refuse("iterations", $"no maximum of the likelihood after {MaxIterations} steps");
    }

    private static Outcome<ModeChoiceFit> Refuse(string field, string message) =>
        Outcome<ModeChoiceFit>.Refused(new Problem("mode choice", 0, field, message));

    /// <summary>Typical size of an attribute, so that differences are taken in steps that fit it.</summary>
    private double Scale(int parameter) => parameter >= _attributes
        ? 1
        : 1 / Math.Max(1e-12, _data.Values.Max(row => row.Max(mode => double.IsNaN(mode[0]) ? 0 : Math.Abs(mode[parameter]))));

    private Vector<double>? Step(Matrix<double> hessian, Vector<double> gradient, Matrix<double> scores)
    {
        foreach (var information in new[] { -hessian, scores })
        {
            var scaled = Matrix<double>.Build.Dense(ParameterCount, ParameterCount, (r, c) => information[r, c] * _scale[r] * _scale[c]);
            var eigen = scaled.Evd(Symmetricity.Symmetric);
            if (!(eigen.EigenValues.Min(v => v.Real) > 1e-13 * eigen.EigenValues.Max(v => v.Real)))
                continue;
            return information.Solve(gradient);
        }

        return null;
    }

    /// <summary>Where the likelihood has risen along the step; null when it does not rise any more.</summary>
    private Vector<double>? Advance(Vector<double> value, Vector<double> step, double likelihood)
    {
        var share = 1.0;
        for (var halving = 0; halving < MaxHalvings; halving++, share /= 2)
        {
            var next = value + (share * step);
            for (var p = _attributes + _modes - 1; p < ParameterCount; p++)
                next[p] = Math.Clamp(next[p], SmallestDissimilarity, 1);
            if (Evaluate(next).Likelihood > likelihood)
                return next;
        }

        return null;
    }

    private (double Likelihood, Vector<double> Gradient, Matrix<double> Scores) Evaluate(Vector<double> value)
    {
        var gradient = Vector<double>.Build.Dense(ParameterCount);
        var scores = Matrix<double>.Build.Dense(ParameterCount, ParameterCount);
        var likelihood = 0.0;
        for (var row = 0; row < _data.Trips.Length; row++)
        {
            var choice = new ModeChoiceCase(this, value, row);
            for (var mode = 0; mode < _modes; mode++)
            {
                var trips = _data.Trips[row][mode];
                if (trips == 0)
                    continue;
                var score = choice.Score(mode);
                likelihood += trips * Math.Log(choice.Share[mode]);
                gradient += trips * score;
                scores += trips * score.OuterProduct(score);
            }
        }

        return (likelihood, gradient, scores);
    }

    private Matrix<double> Hessian(Vector<double> value)
    {
        var hessian = Matrix<double>.Build.Dense(ParameterCount, ParameterCount);
        for (var p = 0; p < ParameterCount; p++)
        {
            var step = DifferenceStep * _scale[p];
            var (up, down) = (value.Clone(), value.Clone());
            up[p] += step;
            down[p] -= step;
            hessian.SetColumn(p, (Evaluate(up).Gradient - Evaluate(down).Gradient) / (2 * step));
        }

        return (hessian + hessian.Transpose()) / 2;
    }

    private ModeChoiceFit Fit(Vector<double> value, int iterations)
    {
        var cases = Enumerable.Range(0, _data.Trips.Length).Select(row => new ModeChoiceCase(this, value, row)).ToArray();
        var inverse = (-Hessian(value)).Inverse();
        var scatter = Matrix<double>.Build.Dense(ParameterCount, ParameterCount);
        var equal = 0.0;
        for (var row = 0; row < cases.Length; row++)
        {
            var score = Vector<double>.Build.Dense(ParameterCount);
            for (var mode = 0; mode < _modes; mode++)
                score += _data.Trips[row][mode] > 0 ? _data.Trips[row][mode] * cases[row].Score(mode) : Vector<double>.Build.Dense(ParameterCount);
            scatter += score.OuterProduct(score);
            equal -= _data.Trips[row].Sum() * Math.Log(Enumerable.Range(0, _modes).Count(mode => _data.IsAvailable(row, mode)));
        }

        var (robust, likelihood) = (inverse * scatter * inverse, Evaluate(value).Likelihood);
        return new ModeChoiceFit
        {
            Parameters = [.. value.Select((v, p) => new EstimatedParameter(Name(p), v, Math.Sqrt(inverse[p, p]), Math.Sqrt(robust[p, p])))],
            Shares = [.. cases.Select(choice => choice.Share)],
            LogLikelihood = likelihood,
            PseudoR2 = 1 - (likelihood / equal),
            Iterations = iterations,
        };
    }

    private string Name(int parameter)
    {
        if (parameter < _attributes)
            return _data.Attributes[parameter];
        return parameter < _attributes + _modes - 1
            ? "constant " + _data.Modes[parameter - _attributes + 1]
            : "dissimilarity " + Array.IndexOf(_parameterOfNest, parameter).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Shares of one case and the derivatives of their logarithms.</summary>
    private sealed class ModeChoiceCase
    {
        private readonly ModeChoiceEstimator _model;
        private readonly double[] _utility;
        private readonly double[] _theta;
        private readonly double[] _inclusive;
        private readonly double[] _nestShare;
        private readonly Vector<double>[] _slope;

        public ModeChoiceCase(ModeChoiceEstimator model, Vector<double> value, int row)
        {
            _model = model;
            var modes = model._modes;
            (_utility, _theta, Share) = (new double[modes], new double[modes], new double[modes]);
            (_inclusive, _nestShare, _slope) = (new double[modes], new double[modes], new Vector<double>[modes]);
            for (var k = 0; k < modes; k++)
            {
                _theta[k] = model._parameterOfNest[k] < 0 ? 1 : value[model._parameterOfNest[k]];
                _slope[k] = model.Slope(row, k);
                _utility[k] = model._data.IsAvailable(row, k) ? _slope[k] * value : double.NegativeInfinity;
            }

            ComputeShares();
        }

        public double[] Share { get; }

        /// <summary>
        /// ∂ ln P(m): for coefficients x_m/θ_n + (1 − 1/θ_n) x̄_n − x̄; for a dissimilarity with I′ = −V̄/θ²,
        /// −V_m/θ² − I′ if m is in the nest, and (1{m in nest} − P(nest)) (I + θ I′).
        /// </summary>
        public Vector<double> Score(int mode)
        {
            var nest = _model._nestOfMode[mode];
            var score = _slope[mode] / _theta[nest];
            var (mean, nestMean) = (Mean(-1), Mean(nest));
            score += ((1 - (1 / _theta[nest])) * nestMean) - mean;
            for (var other = 0; other < _theta.Length; other++)
            {
                var parameter = _model._parameterOfNest[other];
                if (parameter < 0 || double.IsNegativeInfinity(_inclusive[other]))
                    continue;
                var change = -MeanUtility(other) / (_theta[other] * _theta[other]);
                var full = _inclusive[other] + (_theta[other] * change);
                score[parameter] = other == nest
                    ? (-_utility[mode] / (_theta[nest] * _theta[nest])) - change + ((1 - _nestShare[other]) * full)
                    : -_nestShare[other] * full;
            }

            return score;
        }

        private void ComputeShares()
        {
            Array.Fill(_inclusive, double.NegativeInfinity);
            for (var nest = 0; nest < _theta.Length; nest++)
            {
                var best = Members(nest).Select(mode => _utility[mode] / _theta[nest]).DefaultIfEmpty(double.NegativeInfinity).Max();
                if (!double.IsNegativeInfinity(best))
                    _inclusive[nest] = best + Math.Log(Members(nest).Sum(mode => Math.Exp((_utility[mode] / _theta[nest]) - best)));
            }

            var largest = Enumerable.Range(0, _theta.Length).Max(nest => _theta[nest] * _inclusive[nest]);
            var total = Enumerable.Range(0, _theta.Length).Sum(nest => Math.Exp((_theta[nest] * _inclusive[nest]) - largest));
            for (var nest = 0; nest < _theta.Length; nest++)
            {
                _nestShare[nest] = Math.Exp((_theta[nest] * _inclusive[nest]) - largest) / total;
                foreach (var mode in Members(nest))
                    Share[mode] = double.IsNegativeInfinity(_utility[mode]) ? 0 : _nestShare[nest] * Math.Exp((_utility[mode] / _theta[nest]) - _inclusive[nest]);
            }
        }

        private IEnumerable<int> Members(int nest) => Enumerable.Range(0, _theta.Length).Where(mode => _model._nestOfMode[mode] == nest);

        /// <summary>Mean slope over a nest, or over all modes for −1, weighted by shares.</summary>
        private Vector<double> Mean(int nest)
        {
            var sum = Vector<double>.Build.Dense(_model.ParameterCount);
            for (var mode = 0; mode < Share.Length; mode++)
            {
                if (Share[mode] > 0 && (nest < 0 || _model._nestOfMode[mode] == nest))
                    sum += _slope[mode] * (nest < 0 ? Share[mode] : Share[mode] / _nestShare[nest]);
            }

            return sum;
        }

        private double MeanUtility(int nest) =>
            Members(nest).Where(mode => Share[mode] > 0).Sum(mode => _utility[mode] * Share[mode] / _nestShare[nest]);
    }

    /// <summary>∂V_m for every parameter: attribute values, then a 1 at the mode's constant.</summary>
    private Vector<double> Slope(int row, int mode) => Vector<double>.Build.Dense(ParameterCount, p =>
    {
        if (!_data.IsAvailable(row, mode) || p >= _attributes + _modes - 1)
            return 0;
        return p < _attributes ? _data.Values[row][mode][p] : p - _attributes + 1 == mode ? 1 : 0;
    });
}
