using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>
/// Estimates trips from counts on links and a prior matrix [VanZuylen1980; Spiess1990]: minimises
/// ½ Σ_a (v_a − c_a)² / c_a + λ Σ_ij (T ln(T / T⁰) − T + T⁰), v_a = Σ_ij p_ija T_ij, with p_ija the share of the pair's trips
/// that pass link a (<see cref="Assignment.SelectLink"/>; after large moves assign again and repeat). Both terms are in trips.
/// <para>Method: at the minimum T = T⁰ exp(−Σ_a p_a μ_a), and μ minimises the convex dual
/// Σ T⁰ exp(−p μ) + Σ c μ + λ/2 Σ c μ², of which there are only as many variables as counts. Newton's method with halved
/// steps; the Hessian Σ T p_a p_b + λ c δ_ab is positive definite. Zeros of the prior stay zero and no trip becomes negative.
/// </para>
/// <para>Counts rarely determine trips: the result tells how many pairs they see, how many independent counts there are and
/// how far the estimate left the prior. Cost per step: counts² · pairs.</para>
/// </summary>
public static class CountEstimation
{
    /// <summary>Estimates trips.</summary>
    /// <param name="prior">T⁰, at least 0.</param>
    /// <param name="shares">For each count p: the share of every pair's trips that pass it, 0 to 1.</param>
    /// <param name="counts">c, above 0.</param>
    /// <param name="options">Weight of the prior and when to stop; null takes the defaults.</param>
    /// <returns>The estimate, or what is wrong with the input.</returns>
    public static Outcome<CountResult> Estimate(OdMatrix prior, IReadOnlyList<OdMatrix> shares, double[] counts, CountOptions? options = null)
    {
        options ??= new CountOptions();
        var problems = new ProblemList("counts");
        if (shares.Count != counts.Length || counts.Length == 0)
            problems.Add(0, "counts", $"expected a matrix of shares for each count and at least one count, found {shares.Count} and {counts.Length}");
        if (!(options.PriorWeight > 0 && double.IsFinite(options.PriorWeight)))
            problems.Add(0, "prior weight", $"expected a value above 0, found {options.PriorWeight:R}");
        for (var count = 0; count < counts.Length; count++)
        {
            if (!(counts[count] > 0 && double.IsFinite(counts[count])))
                problems.Add(count + 1, "count", $"expected a value above 0, found {counts[count]:R}");
        }

        foreach (var share in shares)
            Check(share, prior.Size, problems);
        foreach (var trips in prior.Values)
        {
            if (!(trips >= 0 && double.IsFinite(trips)))
                problems.Add(0, "prior", $"expected finite trips of at least 0, found {trips:R}");
        }

        return problems.IsEmpty ? new CountSolver(prior, shares, counts, options).Solve() : Outcome<CountResult>.Refused(problems.Items);
    }

    private static void Check(OdMatrix share, int size, ProblemList problems)
    {
        if (share.Size != size)
            problems.Add(0, "shares", $"expected {size} zones, found {share.Size}");
        foreach (var value in share.Values)
        {
            if (!(value is >= 0 and <= 1 + 1e-9))
                problems.Add(0, "shares", $"expected values from 0 to 1, found {value:R}");
        }
    }
}
