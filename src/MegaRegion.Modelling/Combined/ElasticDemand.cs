using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Elastic demand T_ij = P_ij exp(−γ u_ij) [Sheffi1985, chapter 6]: a potential of trips of which the fewer are made the
/// dearer they get. It minimises Φ(T) + Σ u T with Φ(T) = Σ T (ln(T / P) − 1) / γ, without constraints. Trips inside a zone
/// are made in full.
/// </summary>
public sealed class ElasticDemand : ITripDemand
{
    private readonly OdMatrix _potential;
    private readonly double _sensitivity;

    /// <summary>States the potential.</summary>
    /// <param name="potential">P_ij, trips at cost 0.</param>
    /// <param name="sensitivity">γ, above 0, per unit of cost.</param>
    public ElasticDemand(OdMatrix potential, double sensitivity)
    {
        if (!(sensitivity > 0 && double.IsFinite(sensitivity)))
            throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity, "Sensitivity must be above 0.");
        (_potential, _sensitivity) = (potential.Copy(), sensitivity);
    }

    /// <inheritdoc/>
    public int ModeCount => 1;

    /// <summary>P exp(−γ u); none where there is no path.</summary>
    /// <param name="cost">u.</param>
    public Outcome<OdMatrix[]> Trips(OdMatrix cost)
    {
        var trips = _potential.Copy();
        for (var pair = 0; pair < trips.Values.Length; pair++)
            trips.Values[pair] = double.IsFinite(cost.Values[pair]) ? trips.Values[pair] * Math.Exp(-_sensitivity * cost.Values[pair]) : 0;
        return new[] { trips };
    }

    /// <inheritdoc/>
    public double Penalty(IReadOnlyList<OdMatrix> trips)
    {
        var sum = 0.0;
        for (var pair = 0; pair < _potential.Values.Length; pair++)
        {
            var value = trips[0].Values[pair];
            sum += value > 0 ? Entropy.Value(value) - (value * Math.Log(_potential.Values[pair])) : 0;
        }

        return sum / _sensitivity;
    }

    /// <inheritdoc/>
    public double Divergence(IReadOnlyList<OdMatrix> trips, IReadOnlyList<OdMatrix> called)
    {
        var sum = 0.0;
        for (var pair = 0; pair < _potential.Values.Length; pair++)
            sum += Entropy.Divergence(trips[0].Values[pair], called[0].Values[pair]);
        return sum / _sensitivity;
    }

    /// <inheritdoc/>
    public double Slope(IReadOnlyList<OdMatrix> trips, IReadOnlyList<OdMatrix> direction, double step, out double curvature)
    {
        var (slope, second) = (0.0, 0.0);
        for (var pair = 0; pair < _potential.Values.Length; pair++)
        {
            var along = direction[0].Values[pair];
            if (along == 0)
                continue;
            slope += Entropy.Slope(trips[0].Values[pair] + (step * along), along, out var bend) - (along * Math.Log(_potential.Values[pair]));
            second += bend;
        }

        curvature = second / _sensitivity;
        return slope / _sensitivity;
    }
}
