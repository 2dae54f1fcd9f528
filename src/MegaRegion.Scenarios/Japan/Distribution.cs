using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// Trips between zones by Poisson maximum likelihood with factors of both ends: T_ij = A_i B_j exp(λ L_ij) d_ij^γ, where L is
/// the log-sum of the modes and d the distance, which stands for everything that separates zones and that no train makes
/// nearer. λ alone says how much trips grow when travel gets better.
/// </summary>
public sealed class Distribution
{
    private const string LogSumName = "log-sum";

    private readonly JapanInputs _inputs;
    private readonly InteractionData _data;

    private Distribution(JapanInputs inputs, InteractionData data, InteractionFit fit) => (_inputs, _data, Fit) = (inputs, data, fit);

    /// <summary>The estimation.</summary>
    public InteractionFit Fit { get; }

    /// <summary>λ: elasticity of trips with respect to the log-sum.</summary>
    public double LogSumCoefficient => Fit[LogSumName].Value;

    /// <summary>Fits the model.</summary>
    /// <param name="inputs">Zones, distances and which pairs were surveyed.</param>
    /// <param name="choice">The choice of mode, which gives the log-sums.</param>
    /// <param name="service">What travel took.</param>
    /// <param name="trips">Observed trips of all modes.</param>
    /// <returns>The fit, or why there is none.</returns>
    public static Outcome<Distribution> Estimate(JapanInputs inputs, ModeSplit choice, LevelOfService service, OdMatrix trips)
    {
        var data = Data(inputs, choice, service, trips);
        var fit = InteractionModel.Fit(data, InteractionFamily.DoublyConstrained, Deterrence.Power);
        return fit.IsOk ? new Distribution(inputs, data, fit.Value) : Outcome<Distribution>.Refused(fit.Problems);
    }

    /// <summary>Fitted trips as a matrix.</summary>
    public OdMatrix Fitted()
    {
        var matrix = new OdMatrix(_inputs.Zones.Count);
        for (var k = 0; k < _data.Flow.Length; k++)
            matrix[_data.Origin[k], _data.Destination[k]] = Fit.Fitted[k];
        return matrix;
    }

    /// <summary>Trips for other totals and another service, with the coefficients of this fit.</summary>
    /// <param name="choice">The choice of mode.</param>
    /// <param name="service">What travel takes.</param>
    /// <param name="totals">A matrix whose row and column totals are to be met.</param>
    /// <returns>The trips, or why the totals cannot be met.</returns>
    public Outcome<OdMatrix> Predict(ModeSplit choice, LevelOfService service, OdMatrix totals)
    {
        var data = Data(_inputs, choice, service, totals);
        var seed = new OdMatrix(_inputs.Zones.Count);
        var (rows, columns) = (new double[seed.Size], new double[seed.Size]);
        for (var k = 0; k < data.Flow.Length; k++)
        {
            var (i, j) = (data.Origin[k], data.Destination[k]);
            seed[i, j] = Math.Exp(LogSumCoefficient * data.Covariates[0].Values[k]) * Math.Pow(data.Cost[k], Fit["ln cost"].Value);
            rows[i] += data.Flow[k];
            columns[j] += data.Flow[k];
        }

        var balanced = Balancing.Balance(seed, rows, columns);
        return balanced.IsOk ? balanced.Value.Apply(seed) : Outcome<OdMatrix>.Refused(balanced.Problems);
    }

    private static InteractionData Data(JapanInputs inputs, ModeSplit choice, LevelOfService service, OdMatrix trips)
    {
        var (pairs, logSums, shares) = (new List<(int I, int J)>(), new List<double>(), new double[service.Minutes.Count]);
        for (var i = 0; i < inputs.Zones.Count; i++)
        {
            for (var j = 0; j < inputs.Zones.Count; j++)
            {
                if (!inputs.IsSurveyed(i, j) || !double.IsFinite(choice.Shares(service, i, j, shares)))
                    continue;
                pairs.Add((i, j));
                logSums.Add(choice.Shares(service, i, j, shares));
            }
        }

        return new InteractionData
        {
            ZoneCount = inputs.Zones.Count,
            Origin = [.. pairs.Select(pair => pair.I)],
            Destination = [.. pairs.Select(pair => pair.J)],
            Flow = [.. pairs.Select(pair => trips[pair.I, pair.J])],
            Cost = [.. pairs.Select(pair => inputs.ZoneKilometres[pair.I, pair.J])],
            Covariates = [new InteractionCovariate(LogSumName, [.. logSums])],
        };
    }
}
