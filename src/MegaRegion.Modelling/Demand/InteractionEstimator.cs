using MathNet.Numerics.LinearAlgebra;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>The Newton iteration of <see cref="InteractionModel"/> on checked data.</summary>
internal sealed class InteractionEstimator
{
    private const int MaxIterations = 100;
    private const int MaxHalvings = 40;
    private const double Tolerance = 1e-12;

    /// <summary>A covariate whose variation within zones is below this part of its size cannot be told from the zone factors.</summary>
    private const double Collinear = 1e-12;

    private readonly InteractionData _data;
    private readonly InteractionFamily _family;
    private readonly List<string> _names = [];
    private readonly List<double[]> _covariates = [];
    private readonly ZoneFactors _factors;
    private readonly double[] _base;
    private readonly double[] _fitted;

    public InteractionEstimator(InteractionData data, InteractionFamily family, Deterrence deterrence)
    {
        (_data, _family) = (data, family);
        (_base, _fitted) = (new double[data.Flow.Length], new double[data.Flow.Length]);
        _factors = new ZoneFactors(data, family);
        if (UsesOriginMass(family))
            AddCovariate("ln origin mass", k => Math.Log(data.OriginMass[data.Origin[k]]));
        if (UsesDestinationMass(family))
            AddCovariate("ln destination mass", k => Math.Log(data.DestinationMass[data.Destination[k]]));
        if (deterrence != Deterrence.Exponential)
            AddCovariate("ln cost", k => Math.Log(data.Cost[k]));
        if (deterrence != Deterrence.Power)
            AddCovariate("cost", k => data.Cost[k]);
        foreach (var covariate in data.Covariates)
            AddCovariate(covariate.Name, k => covariate.Values[k]);
    }

    public static bool UsesOriginMass(InteractionFamily family) =>
        family is InteractionFamily.Unconstrained or InteractionFamily.AttractionConstrained;

    public static bool UsesDestinationMass(InteractionFamily family) =>
        family is InteractionFamily.Unconstrained or InteractionFamily.ProductionConstrained;

    public Outcome<InteractionFit> Estimate()
    {
        var theta = new double[_covariates.Count];
        if (!Predict(theta))
            return Refuse("totals", "the closed pairs make it impossible to meet the totals of all zones");
        for (var iteration = 1; iteration <= MaxIterations; iteration++)
        {
            var demeaned = Demeaned();
            if (Step(demeaned) is not { } step)
                return Refuse("covariates", "masses and costs cannot be told apart from each other or from the zone factors");
            var moved = Advance(theta, step);
            if (moved <= Tolerance)
                return Fit(theta, Demeaned(), iteration);
        }

        return Refuse("iterations", $"no maximum of the likelihood after {MaxIterations} steps");
    }

    private static Outcome<InteractionFit> Refuse(string field, string message) =>
        Outcome<InteractionFit>.Refused(new Problem("interaction model", 0, field, message));

    private void AddCovariate(string name, Func<int, double> value)
    {
        _names.Add(name);
        _covariates.Add([.. Enumerable.Range(0, _data.Flow.Length).Select(value)]);
    }

    /// <summary>Fitted flows for given coefficients.</summary>
    private bool Predict(double[] theta)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < _base.Length; k++)
        {
            _base[k] = 0;
            for (var c = 0; c < theta.Length; c++)
                _base[k] += theta[c] * _covariates[c][k];
            largest = Math.Max(largest, _base[k]);
        }

        for (var k = 0; k < _base.Length; k++)
            _base[k] = Math.Exp(_base[k] - largest);
        Shift = largest;
        return _factors.Balance(_base, _fitted);
    }

    /// <summary>What the exponents were lowered by before taking exponentials.</summary>
    private double Shift { get; set; }

    private double[][] Demeaned()
    {
        var result = new double[_covariates.Count][];
        for (var c = 0; c < result.Length; c++)
        {
            result[c] = (double[])_covariates[c].Clone();
            _factors.Demean(_fitted, result[c]);
        }

        return result;
    }

    /// <summary>Newton step; null when the Hessian is singular.</summary>
    private double[]? Step(double[][] demeaned)
    {
        for (var c = 0; c < demeaned.Length; c++)
        {
            if (demeaned[c].Max(Math.Abs) <= Collinear * _covariates[c].Max(Math.Abs))
                return null;
        }

        var gradient = Vector<double>.Build.Dense(demeaned.Length, c => Dot(_covariates[c], k => _data.Flow[k] - _fitted[k]));
        var step = Information(demeaned).Solve(gradient).ToArray();
        return Array.TrueForAll(step, double.IsFinite) ? step : null;
    }

    private Matrix<double> Information(double[][] demeaned) =>
        Matrix<double>.Build.Dense(demeaned.Length, demeaned.Length, (r, c) => Dot(demeaned[r], k => demeaned[c][k] * _fitted[k]));

    private static double Dot(double[] values, Func<int, double> other)
    {
        var sum = 0.0;
        for (var k = 0; k < values.Length; k++)
            sum += values[k] * other(k);
        return sum;
    }

    /// <summary>Adds the step, halved until the likelihood does not fall; returns the largest relative move.</summary>
    private double Advance(double[] theta, double[] step)
    {
        var (before, start) = (Likelihood(), (double[])theta.Clone());
        var share = 1.0;
        for (var halving = 0; halving < MaxHalvings; halving++, share /= 2)
        {
            for (var c = 0; c < theta.Length; c++)
                theta[c] = start[c] + (share * step[c]);
            if (Predict(theta) && Likelihood() >= before - (1e-13 * Math.Abs(before)))
                break;
        }

        var moved = 0.0;
        for (var c = 0; c < theta.Length; c++)
            moved = Math.Max(moved, Math.Abs(theta[c] - start[c]) / (Math.Abs(theta[c]) + (1 / _covariates[c].Max(Math.Abs))));
        return moved;
    }

    private double Likelihood()
    {
        var sum = 0.0;
        for (var k = 0; k < _fitted.Length; k++)
            sum += (_data.Flow[k] == 0 ? 0 : _data.Flow[k] * Math.Log(_fitted[k])) - _fitted[k];
        return double.IsNaN(sum) ? double.NegativeInfinity : sum;
    }

    private InteractionFit Fit(double[] theta, double[][] demeaned, int iterations)
    {
        var inverse = Information(demeaned).Inverse();
        var scatter = Matrix<double>.Build.Dense(demeaned.Length, demeaned.Length, (r, c) => Dot(
            demeaned[r], k => demeaned[c][k] * (_data.Flow[k] - _fitted[k]) * (_data.Flow[k] - _fitted[k])));
        var robust = inverse * scatter * inverse;
        var (origin, destination) = Effects();
        return new InteractionFit
        {
            Parameters = [.. theta.Select((value, c) => new EstimatedParameter(_names[c], value, Math.Sqrt(inverse[c, c]), Math.Sqrt(robust[c, c])))],
            OriginEffect = origin,
            DestinationEffect = destination,
            Fitted = (double[])_fitted.Clone(),
            Statistics = FitStatistics.Compare(_data.Flow, _fitted, theta.Length + _factors.Count),
            Iterations = iterations,
        };
    }

    private (double[] Origin, double[] Destination) Effects()
    {
        var rows = _factors.RowFactor.Select(factor => Math.Log(factor) - Shift).ToArray();
        switch (_family)
        {
            case InteractionFamily.Unconstrained:
                return ([.. Enumerable.Repeat(rows[0], rows.Length)], new double[rows.Length]);
            case InteractionFamily.ProductionConstrained:
                return (rows, new double[rows.Length]);
            case InteractionFamily.AttractionConstrained:
                return (new double[rows.Length], rows);
        }

        var columns = _factors.ColumnFactor.Select(factor => Math.Log(factor)).ToArray();
        var reference = Array.Find(columns, double.IsFinite);
        return ([.. rows.Select(row => row + reference)], [.. columns.Select(column => column - reference)]);
    }
}
