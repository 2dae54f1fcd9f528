using System.Numerics.Tensors;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.ModeChoice;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Doubly constrained gravity demand T_ij = A_i B_j O_i D_j exp(−β c_ij) without trips inside a zone, where c is the cost on
/// the network or, with other modes, the log-sum of the modes.
/// <para>It minimises Φ(T) + Σ u T₀ over trips with these totals [Evans1976; Safwat1988], where with one mode
/// Φ = Σ T (ln T − 1) / β, and with modes m at dispersion μ ≥ β, of which some stand in nests n at dispersion ν_n ≥ μ,
/// Φ = Σ_m Σ T_m (ln T_m − 1) / ν_n(m) + Σ_n (1/μ − 1/ν_n) Σ T_n (ln T_n − 1) + (1/β − 1/μ) Σ T (ln T − 1) + Σ_{m≥1} c_m T_m,
/// T_n being the sum over the modes of a nest, T over all, and ν = μ for a mode without nest. Every weight is at least 0,
/// so Φ is convex.</para>
/// </summary>
public sealed class GravityDemand : ITripDemand
{
    private readonly double[] _departing;
    private readonly double[] _arriving;
    private readonly double _deterrence;
    private readonly double _dispersion;
    private readonly NestedLogit _choice;
    private readonly EntropyTerm[] _terms;
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
        others ??= new OtherModes(deterrence, []);
        if (!(others.Dispersion >= deterrence && double.IsFinite(others.Dispersion)))
            throw new ArgumentOutOfRangeException(nameof(others), others.Dispersion, "Dispersion must be at least the deterrence.");
        (_departing, _arriving) = ((double[])departing.Clone(), (double[])arriving.Clone());
        (_deterrence, _dispersion, _otherCost) = (deterrence, others.Dispersion, others.Cost);
        var tree = ModeTree.Of(others);
        (_choice, _terms) = (tree.Choice, [.. tree.Terms(deterrence)]);
        _balancing = new BalancingOptions { Tolerance = 1e-12, Workers = workers };
    }

    /// <inheritdoc/>
    public int ModeCount => 1 + _otherCost.Count;

    /// <summary>Balances exp(−β c), scaled by its largest value in each row, which the row factor takes up, and splits it over the modes.</summary>
    /// <param name="cost">u.</param>
    public Outcome<OdMatrix[]> Trips(OdMatrix cost)
    {
        var (logSum, tables) = ModeCount == 1 ? (cost, []) : Shares(cost);
        var seed = Seed(logSum);
        var balanced = Balancing.Balance(seed, _departing, _arriving, _balancing);
        if (!balanced.IsOk)
            return Outcome<OdMatrix[]>.Refused(balanced.Problems);
        var trips = balanced.Value.Apply(seed);
        if (ModeCount == 1)
            return new[] { trips };
        foreach (var table in tables)
            TensorPrimitives.Multiply(table.Values, trips.Values, table.Values);
        return tables;
    }

    /// <inheritdoc/>
    public double Penalty(IReadOnlyList<OdMatrix> trips)
    {
        var sum = 0.0;
        for (var pair = 0; pair < trips[0].Values.Length; pair++)
        {
            foreach (var term in _terms)
                sum += term.Weight * Entropy.Value(term.Total(trips, pair));
            for (var mode = 1; mode < trips.Count; mode++)
                sum += trips[mode].Values[pair] > 0 ? trips[mode].Values[pair] * _otherCost[mode - 1].Values[pair] : 0;
        }

        return sum;
    }

    /// <inheritdoc/>
    public double Divergence(IReadOnlyList<OdMatrix> trips, IReadOnlyList<OdMatrix> called)
    {
        var sum = 0.0;
        for (var pair = 0; pair < trips[0].Values.Length; pair++)
        {
            foreach (var term in _terms)
                sum += term.Weight * Entropy.Divergence(term.Total(trips, pair), term.Total(called, pair));
        }

        return sum;
    }

    /// <inheritdoc/>
    public double Slope(IReadOnlyList<OdMatrix> trips, IReadOnlyList<OdMatrix> direction, double step, out double curvature)
    {
        var (slope, second) = (0.0, 0.0);
        for (var pair = 0; pair < trips[0].Values.Length; pair++)
        {
            foreach (var term in _terms)
            {
                var along = term.Total(direction, pair);
                slope += term.Weight * Entropy.Slope(term.Total(trips, pair) + (step * along), along, out var bend);
                second += term.Weight * bend;
            }

            for (var mode = 1; mode < trips.Count; mode++)
            {
                var along = direction[mode].Values[pair];
                slope += along != 0 ? along * _otherCost[mode - 1].Values[pair] : 0;
            }
        }

        curvature = second;
        return slope;
    }

    /// <summary>Log-sum of every pair, in the unit of cost, and the share of every mode.</summary>
    private (OdMatrix LogSum, OdMatrix[] Shares) Shares(OdMatrix cost)
    {
        var (logSum, shares) = (new OdMatrix(cost.Size), new OdMatrix[ModeCount]);
        for (var mode = 0; mode < shares.Length; mode++)
            shares[mode] = new OdMatrix(cost.Size);
        var (utility, share) = (new double[ModeCount], new double[ModeCount]);
        for (var pair = 0; pair < cost.Values.Length; pair++)
        {
            for (var mode = 0; mode < utility.Length; mode++)
                utility[mode] = -_dispersion * (mode == 0 ? cost : _otherCost[mode - 1]).Values[pair];
            logSum.Values[pair] = -_choice.Shares(utility, share) / _dispersion;
            for (var mode = 0; mode < share.Length; mode++)
                shares[mode].Values[pair] = share[mode];
        }

        return (logSum, shares);
    }

    private OdMatrix Seed(OdMatrix logSum)
    {
        var seed = new OdMatrix(logSum.Size);
        for (var origin = 0; origin < logSum.Size; origin++)
        {
            var from = logSum.Row(origin);
            var to = seed.Row(origin);
            var least = double.PositiveInfinity;
            for (var destination = 0; destination < from.Length; destination++)
                least = destination == origin ? least : Math.Min(least, from[destination]);
            for (var destination = 0; destination < from.Length; destination++)
                to[destination] = destination == origin || !double.IsFinite(from[destination]) ? 0 : Math.Exp(-_deterrence * (from[destination] - least));
        }

        return seed;
    }
}
