namespace MegaRegion.Modelling.ModeChoice;

/// <summary>
/// Nested logit [McFadden1978]: modes share nests of substitutes. With utilities V_m and a dissimilarity θ_n per nest,
/// I_n = ln Σ_{m∈n} exp(V_m / θ_n), P(n) = exp(θ_n I_n) / Σ_k exp(θ_k I_k), P(m | n) = exp(V_m / θ_n − I_n) and
/// P(m) = P(n) P(m | n). At θ = 1 it is the multinomial logit; below 1 modes of a nest are closer substitutes, towards 0
/// the best of the nest takes all. The log-sum ln Σ_k exp(θ_k I_k) is the expected utility of the choice; its derivative
/// with respect to V_m is P(m), so differences of it measure consumer surplus. Immutable.
/// </summary>
public sealed class NestedLogit
{
    private const int StackLimit = 32;

    private readonly int[] _nestOfMode;
    private readonly double[] _dissimilarity;

    /// <summary>Puts a choice structure together.</summary>
    /// <param name="nestOfMode">Nest of each mode, nests counted from 0.</param>
    /// <param name="dissimilarity">θ of each nest, above 0 up to 1.</param>
    /// <exception cref="ArgumentException">A nest does not exist or its θ is out of range.</exception>
    public NestedLogit(ReadOnlySpan<int> nestOfMode, ReadOnlySpan<double> dissimilarity)
    {
        foreach (var nest in nestOfMode)
        {
            if (nest < 0 || nest >= dissimilarity.Length)
                throw new ArgumentException("Every mode must belong to a nest.", nameof(nestOfMode));
        }

        foreach (var theta in dissimilarity)
        {
            if (!(theta > 0 && theta <= 1))
                throw new ArgumentException("Dissimilarities must be above 0 and at most 1.", nameof(dissimilarity));
        }

        (_nestOfMode, _dissimilarity) = (nestOfMode.ToArray(), dissimilarity.ToArray());
    }

    /// <summary>Number of modes.</summary>
    public int ModeCount => _nestOfMode.Length;

    /// <summary>A multinomial logit: every mode in a nest of its own.</summary>
    /// <param name="modeCount">Number of modes.</param>
    public static NestedLogit Multinomial(int modeCount) =>
        new([.. Enumerable.Range(0, modeCount)], [.. Enumerable.Repeat(1.0, modeCount)]);

    /// <summary>Computes the share of every mode.</summary>
    /// <param name="utility">V per mode; −∞ for a mode that is not available.</param>
    /// <param name="share">Receives P per mode; all 0 when no mode is available.</param>
    /// <returns>The log-sum; −∞ when no mode is available.</returns>
    public double Shares(ReadOnlySpan<double> utility, Span<double> share)
    {
        var nests = _dissimilarity.Length;
        Span<double> inclusive = nests <= StackLimit ? stackalloc double[nests] : new double[nests];
        var best = double.NegativeInfinity;
        for (var nest = 0; nest < nests; nest++)
        {
            inclusive[nest] = InclusiveValue(nest, utility);
            best = Math.Max(best, _dissimilarity[nest] * inclusive[nest]);
        }

        share.Clear();
        if (double.IsNegativeInfinity(best))
            return best;
        var sum = 0.0;
        for (var nest = 0; nest < nests; nest++)
            sum += Math.Exp((_dissimilarity[nest] * inclusive[nest]) - best);
        var logSum = best + Math.Log(sum);
        for (var mode = 0; mode < ModeCount; mode++)
        {
            var (nest, theta) = (_nestOfMode[mode], _dissimilarity[_nestOfMode[mode]]);
            if (!double.IsNegativeInfinity(utility[mode]))
                share[mode] = Math.Exp((theta * inclusive[nest]) - logSum + (utility[mode] / theta) - inclusive[nest]);
        }

        return logSum;
    }

    /// <summary>I_n, with the largest term taken out so that nothing overflows.</summary>
    private double InclusiveValue(int nest, ReadOnlySpan<double> utility)
    {
        var (best, sum, theta) = (double.NegativeInfinity, 0.0, _dissimilarity[nest]);
        for (var mode = 0; mode < ModeCount; mode++)
            best = _nestOfMode[mode] == nest ? Math.Max(best, utility[mode] / theta) : best;
        if (double.IsNegativeInfinity(best))
            return best;
        for (var mode = 0; mode < ModeCount; mode++)
            sum += _nestOfMode[mode] == nest ? Math.Exp((utility[mode] / theta) - best) : 0;
        return best + Math.Log(sum);
    }
}
