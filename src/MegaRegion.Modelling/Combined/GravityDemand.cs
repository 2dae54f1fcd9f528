using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Doubly constrained gravity demand T_ij = A_i B_j O_i D_j exp(−β c_ij) without trips inside a zone, where c is the cost on
/// the network or, with other modes, the log-sum of the modes.
/// <para>It minimises Φ(T) + Σ u T₀ over trips with these totals [Evans1976; Safwat1988], where with one mode
/// Φ = Σ T (ln T − 1) / β, and with modes m at dispersion μ ≥ β
/// Φ = Σ_m Σ T_m (ln T_m − 1) / μ + (1/β − 1/μ) Σ T (ln T − 1) + Σ_{m≥1} c_m T_m, T being the sum over modes.</para>
/// </summary>
public sealed class GravityDemand : ITripDemand
{
    private readonly double[] _departing;
    private readonly double[] _arriving;
    private readonly double _ofModes;
    private readonly double _ofPairs;
    private readonly IReadOnlyList<OdMatrix> _otherCost;
    private readonly BalancingOptions _balancing;

    /// <summary>States the totals.</summary>
    /// <param name="departing">O_i, trips of all modes that leave each zone.</param>
    /// <param name="arriving">D_j, trips of all modes that reach each zone, with the same sum.</param>
    /// <param name="deterrence">β, above 0, per unit of cost.</param>
    /// <param name="others">Modes beside the one on the network; null for none.</param>
    /// <param name="workers">Threads of the balancing; results do not depend on it.</param>
    public GravityDemand(double[] departing, double[] arriving, double deterrence, OtherModes? others = null, int workers = 1)
    {
        if (!(deterrence > 0 && double.IsFinite(deterrence)))
            throw new ArgumentOutOfRangeException(nameof(deterrence), deterrence, "Deterrence must be above 0.");
        if (others is not null && !(others.Dispersion >= deterrence && double.IsFinite(others.Dispersion)))
            throw new ArgumentOutOfRangeException(nameof(others), others.Dispersion, "Dispersion must be at least the deterrence.");
        (_departing, _arriving) = ((double[])departing.Clone(), (double[])arriving.Clone());
        _ofModes = 1 / (others?.Dispersion ?? deterrence);
        _ofPairs = (1 / deterrence) - _ofModes;
        _otherCost = others?.Cost ?? [];
        _balancing = new BalancingOptions { Tolerance = 1e-12, Workers = workers };
    }

    /// <inheritdoc/>
    public int ModeCount => 1 + _otherCost.Count;

    /// <summary>Balances exp(−β c), scaled by its largest value in each row, which the row factor takes up, and splits it over the modes.</summary>
    /// <param name="cost">u.</param>
    public Outcome<OdMatrix[]> Trips(OdMatrix cost)
    {
        var logSum = LogSum(cost);
        var seed = Seed(logSum);
        var balanced = Balancing.Balance(seed, _departing, _arriving, _balancing);
        if (!balanced.IsOk)
            return Outcome<OdMatrix[]>.Refused(balanced.Problems);
        var trips = balanced.Value.Apply(seed);
        var tables = new OdMatrix[ModeCount];
        for (var mode = 1; mode < tables.Length; mode++)
            tables[mode] = Share(trips, _otherCost[mode - 1], logSum);
        tables[0] = ModeCount == 1 ? trips : Share(trips, cost, logSum);
        return tables;
    }

    /// <inheritdoc/>
    public double Penalty(IReadOnlyList<OdMatrix> trips)
    {
        var sum = 0.0;
        for (var pair = 0; pair < trips[0].Values.Length; pair++)
        {
            sum += _ofPairs > 0 ? _ofPairs * Entropy.Value(Total(trips, pair)) : 0;
            for (var mode = 0; mode < trips.Count; mode++)
            {
                var value = trips[mode].Values[pair];
                sum += (_ofModes * Entropy.Value(value)) + (mode > 0 && value > 0 ? value * _otherCost[mode - 1].Values[pair] : 0);
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public double Divergence(IReadOnlyList<OdMatrix> trips, IReadOnlyList<OdMatrix> called)
    {
        var sum = 0.0;
        for (var pair = 0; pair < trips[0].Values.Length; pair++)
        {
            sum += _ofPairs > 0 ? _ofPairs * Entropy.Divergence(Total(trips, pair), Total(called, pair)) : 0;
            for (var mode = 0; mode < trips.Count; mode++)
                sum += _ofModes * Entropy.Divergence(trips[mode].Values[pair], called[mode].Values[pair]);
        }

        return sum;
    }

    /// <inheritdoc/>
    public double Slope(IReadOnlyList<OdMatrix> trips, IReadOnlyList<OdMatrix> direction, double step, out double curvature)
    {
        var (slope, second) = (0.0, 0.0);
        for (var pair = 0; pair < trips[0].Values.Length; pair++)
        {
            if (_ofPairs > 0)
            {
                var along = Total(direction, pair);
                slope += _ofPairs * Entropy.Slope(Total(trips, pair) + (step * along), along, out var bend);
                second += _ofPairs * bend;
            }

            for (var mode = 0; mode < trips.Count; mode++)
            {
                var along = direction[mode].Values[pair];
                slope += _ofModes * Entropy.Slope(trips[mode].Values[pair] + (step * along), along, out var bend);
                slope += mode > 0 && along != 0 ? along * _otherCost[mode - 1].Values[pair] : 0;
                second += _ofModes * bend;
            }
        }

        curvature = second;
        return slope;
    }

    private static double Total(IReadOnlyList<OdMatrix> tables, int pair)
    {
        var sum = 0.0;
        for (var mode = 0; mode < tables.Count; mode++)
            sum += tables[mode].Values[pair];
        return sum;
    }

    private OdMatrix LogSum(OdMatrix cost)
    {
        if (ModeCount == 1)
            return cost;
        var result = new OdMatrix(cost.Size);
        for (var pair = 0; pair < result.Values.Length; pair++)
        {
            var (least, sum) = (cost.Values[pair], 0.0);
            foreach (var other in _otherCost)
                least = Math.Min(least, other.Values[pair]);
            if (double.IsFinite(least))
            {
                sum = Math.Exp((least - cost.Values[pair]) / _ofModes);
                foreach (var other in _otherCost)
                    sum += Math.Exp((least - other.Values[pair]) / _ofModes);
            }

            result.Values[pair] = double.IsFinite(least) ? least - (_ofModes * Math.Log(sum)) : least;
        }

        return result;
    }

    private OdMatrix Seed(OdMatrix logSum)
    {
        var (seed, deterrence) = (new OdMatrix(logSum.Size), 1 / (_ofModes + _ofPairs));
        for (var origin = 0; origin < logSum.Size; origin++)
        {
            var from = logSum.Row(origin);
            var to = seed.Row(origin);
            var least = double.PositiveInfinity;
            for (var destination = 0; destination < from.Length; destination++)
                least = destination == origin ? least : Math.Min(least, from[destination]);
            for (var destination = 0; destination < from.Length; destination++)
                to[destination] = destination == origin || !double.IsFinite(from[destination]) ? 0 : Math.Exp(-deterrence * (from[destination] - least));
        }

        return seed;
    }

    private OdMatrix Share(OdMatrix trips, OdMatrix cost, OdMatrix logSum)
    {
        var result = new OdMatrix(trips.Size);
        for (var pair = 0; pair < result.Values.Length; pair++)
            result.Values[pair] = trips.Values[pair] > 0 ? trips.Values[pair] * Math.Exp((logSum.Values[pair] - cost.Values[pair]) / _ofModes) : 0;
        return result;
    }
}
