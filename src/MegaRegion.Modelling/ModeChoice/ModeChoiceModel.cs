using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.ModeChoice;

/// <summary>
/// Estimates a nested logit on observed mode shares by maximum likelihood [McFadden1978]. Utility V_m = constant_m +
/// Σ_a coefficient_a · x_ma; trips of a case are a multinomial draw from <see cref="NestedLogit"/>. Maximises
/// Σ trips · ln P over coefficients, constants and the dissimilarity of every nest with more than one mode.
/// <para>Method: Newton steps with the exact gradient and a Hessian from differences of it; where that is not negative
/// definite the outer product of scores takes its place [Berndt1974]. A step is halved until the likelihood rises and
/// dissimilarities stay between 0.02 and 1. Standard errors from the Hessian, and robust ones with the scores of cases,
/// which allow for trips of a case that do not choose independently.</para>
/// <para>Without shared nests the logit is multinomial, its likelihood concave and its Hessian known; then
/// <see cref="MultinomialEstimator"/> takes a few exact Newton steps.</para>
/// <para>Stopping: gradient times step below 1e-12 of the likelihood. Cost: a few dozen evaluations of all cases.</para>
/// </summary>
public static class ModeChoiceModel
{
    /// <summary>Estimates a model.</summary>
    /// <param name="data">Observed choices.</param>
    /// <param name="nestOfMode">Nest of each mode, from 0; null puts each mode in its own (multinomial logit).</param>
    /// <returns>The fit, or what is wrong with the data.</returns>
    public static Outcome<ModeChoiceFit> Estimate(ModeChoiceData data, IReadOnlyList<int>? nestOfMode = null)
    {
        var nests = nestOfMode is null ? [.. Enumerable.Range(0, data.Modes.Count)] : nestOfMode.ToArray();
        var problems = Check(data, nests);
        if (!problems.IsEmpty)
            return Outcome<ModeChoiceFit>.Refused(problems.Items);
        return nests.Distinct().Count() == nests.Length
            ? new MultinomialEstimator(data).Estimate()
            : new ModeChoiceEstimator(data, nests).Estimate();
    }

    private static ProblemList Check(ModeChoiceData data, int[] nests)
    {
        var problems = new ProblemList("mode choice");
        var modes = data.Modes.Count;
        if (modes < 2 || data.Attributes.Count == 0 || nests.Length != modes || Array.Exists(nests, nest => nest < 0 || nest >= modes))
            problems.Add(0, "structure", "expected at least two modes, one attribute, and a nest from 0 for every mode");
        if (data.Trips.Length == 0 || data.Values.Length != data.Trips.Length)
            problems.Add(0, "cases", "expected trips and values for the same cases, at least one");
        if (!problems.IsEmpty)
            return problems;
        for (var row = 0; row < data.Trips.Length; row++)
            CheckCase(data, row, problems);
        return problems;
    }

    private static void CheckCase(ModeChoiceData data, int row, ProblemList problems)
    {
        for (var mode = 0; mode < data.Modes.Count; mode++)
        {
            var (trips, values) = (data.Trips[row][mode], data.Values[row][mode]);
            if (!(trips >= 0 && double.IsFinite(trips)))
                problems.Add(row + 1, data.Modes[mode], $"expected trips of at least 0, found {trips:R}");
            else if (!data.IsAvailable(row, mode) && trips > 0)
                problems.Add(row + 1, data.Modes[mode], "the mode is not available but has trips");
            if (data.IsAvailable(row, mode) && Array.Exists(values, value => !double.IsFinite(value)))
                problems.Add(row + 1, data.Modes[mode], "expected finite attributes");
        }
    }
}
