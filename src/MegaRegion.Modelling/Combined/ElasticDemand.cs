using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Elastic demand T_ij = P_ij exp(−γ u_ij) [Sheffi1985, chapter 6]: a potential of trips of which the fewer are made the
/// dearer they get. Trips inside a zone are made in full.
/// </summary>
public sealed class ElasticDemand : ITripDemand
{
    private readonly OdMatrix _potential;
    private readonly double _sensitivity;

    /// <summary>States the potential.</summary>
    /// <param name="potential">P_ij, trips at cost 0.</param>
    /// <param name="sensitivity">γ, at least 0, per unit of cost.</param>
    public ElasticDemand(OdMatrix potential, double sensitivity)
    {
        if (!(sensitivity >= 0 && double.IsFinite(sensitivity)))
            throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity, "Sensitivity must be at least 0.");
        (_potential, _sensitivity) = (potential.Copy(), sensitivity);
    }

    /// <summary>P exp(−γ u); none where there is no path.</summary>
    /// <param name="cost">u.</param>
    public Outcome<OdMatrix> Trips(OdMatrix cost)
    {
        var trips = _potential.Copy();
        for (var pair = 0; pair < trips.Values.Length; pair++)
            trips.Values[pair] = double.IsFinite(cost.Values[pair]) ? trips.Values[pair] * Math.Exp(-_sensitivity * cost.Values[pair]) : 0;
        return trips;
    }
}
