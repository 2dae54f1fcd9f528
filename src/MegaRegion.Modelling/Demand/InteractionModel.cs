using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>
/// Estimates spatial-interaction models [Wilson1971] by Poisson pseudo-maximum likelihood [SantosSilva2006].
/// <para>Model: μ_ij = A_i B_j exp(Σ_c θ_c x_ij,c), where x holds ln masses of unconstrained ends and the cost terms of
/// the deterrence (c, ln c or both), and A_i, B_j are zone factors of the constrained ends (one constant otherwise).
/// Maximises Σ (T ln μ − μ). At the maximum fitted totals equal observed ones for every zone factor, and
/// Σ x_c μ = Σ x_c T for every covariate: constrained models reproduce the mean cost.</para>
/// <para>Method: for given θ the factors are found by balancing, so they are profiled out; θ takes Newton steps with
/// the profile Hessian −X̃ᵀ diag(μ) X̃, X̃ being X with μ-weighted zone means taken off, and halves a step that does not
/// raise the likelihood. Standard errors are from the inverse of that Hessian, which equals the block of the full
/// model with dummies, and from the sandwich with squared residuals.</para>
/// <para>Stopping: no coefficient moves by more than 1e-12 relative to 1 + its size. Cost: a few balancings of the pair
/// list; 47 prefectures take some milliseconds.</para>
/// </summary>
public static class InteractionModel
{
    /// <summary>Estimates a model.</summary>
    /// <param name="data">Observed flows, costs and masses.</param>
    /// <param name="family">Which totals the model reproduces.</param>
    /// <param name="deterrence">How interaction declines with cost.</param>
    /// <returns>The fit, or what is wrong with the data.</returns>
    public static Outcome<InteractionFit> Fit(InteractionData data, InteractionFamily family, Deterrence deterrence)
    {
        var problems = InteractionCheck.Find(data, family, deterrence);
        return problems.Count == 0
            ? new InteractionEstimator(data, family, deterrence).Estimate()
            : Outcome<InteractionFit>.Refused(problems);
    }
}
