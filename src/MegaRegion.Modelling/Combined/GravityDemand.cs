using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Doubly constrained gravity demand T_ij = A_i B_j O_i D_j exp(−β u_ij) without trips inside a zone. Combined with
/// assignment it is the model of [Evans1976], whose equilibrium minimises the Beckmann objective plus
/// <see cref="EntropyTerm"/>.
/// </summary>
public sealed class GravityDemand : ITripDemand
{
    private static readonly BalancingOptions Precise = new() { Tolerance = 1e-12 };

    private readonly double[] _departing;
    private readonly double[] _arriving;
    private readonly double _deterrence;

    /// <summary>States the totals.</summary>
    /// <param name="departing">O_i, trips that leave each zone.</param>
    /// <param name="arriving">D_j, trips that reach each zone, with the same sum.</param>
    /// <param name="deterrence">β, above 0, per unit of cost.</param>
    public GravityDemand(double[] departing, double[] arriving, double deterrence)
    {
        if (!(deterrence > 0 && double.IsFinite(deterrence)))
            throw new ArgumentOutOfRangeException(nameof(deterrence), deterrence, "Deterrence must be above 0.");
        (_departing, _arriving, _deterrence) = ((double[])departing.Clone(), (double[])arriving.Clone(), deterrence);
    }

    /// <summary>Balances exp(−β u), scaled by its largest value in each row, which the row factor takes up.</summary>
    /// <param name="cost">u.</param>
    public Outcome<OdMatrix> Trips(OdMatrix cost)
    {
        var seed = new OdMatrix(cost.Size);
        for (var origin = 0; origin < cost.Size; origin++)
        {
            var (from, least) = (cost.Row(origin).ToArray(), double.PositiveInfinity);
            for (var destination = 0; destination < from.Length; destination++)
                least = destination == origin ? least : Math.Min(least, from[destination]);
            for (var destination = 0; destination < from.Length; destination++)
                seed[origin, destination] = destination == origin || !double.IsFinite(from[destination]) ? 0 : Math.Exp(-_deterrence * (from[destination] - least));
        }

        var balanced = Balancing.Balance(seed, _departing, _arriving, Precise);
        return balanced.IsOk ? balanced.Value.Apply(seed) : Outcome<OdMatrix>.Refused(balanced.Problems);
    }

    /// <summary>Σ T (ln T − 1) / β.</summary>
    /// <param name="trips">T.</param>
    public double EntropyTerm(OdMatrix trips)
    {
        var sum = 0.0;
        foreach (var value in trips.Values)
            sum += value > 0 ? value * (Math.Log(value) - 1) : 0;
        return sum / _deterrence;
    }
}
