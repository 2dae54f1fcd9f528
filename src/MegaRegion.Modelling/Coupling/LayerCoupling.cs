using MathNet.Numerics.LinearAlgebra;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Coupling;

/// <summary>
/// Flows induce flows: ln F^l_ij moves with Σ_k Γ_lk Δ ln F^k_ij. Γ_lk is the elasticity of layer l with respect to layer k,
/// estimated pair by pair with factors of both ends, so that size of zones explains nothing of it:
/// F^l_ij = A_i B_j d_ij^γ Π_k (F^k_ij)^Γ_lk by Poisson pseudo-maximum likelihood [SantosSilva2006].
/// <para>A shock s (Δ ln of each layer, before coupling) settles at x = s + Γ x, x = (I − Γ)⁻¹ s, if and only if the spectral
/// radius of Γ is below 1; otherwise flows would drive each other without end and <see cref="Respond"/> refuses. Immutable.
/// </para>
/// </summary>
public sealed class LayerCoupling
{
    private const string Prefix = "ln ";

    private readonly double[,] _gamma;

    /// <summary>States a coupling.</summary>
    /// <param name="layers">Names of the layers.</param>
    /// <param name="gamma">Γ, row = layer that answers, column = layer that drives; the diagonal must be 0.</param>
    /// <param name="standardError">Robust standard errors of Γ, 0 where it is stated and not estimated.</param>
    /// <exception cref="ArgumentException">Sizes do not agree, or a layer drives itself.</exception>
    public LayerCoupling(IReadOnlyList<string> layers, double[,] gamma, double[,] standardError)
    {
        if (gamma.GetLength(0) != layers.Count || gamma.GetLength(1) != layers.Count || standardError.Length != gamma.Length)
            throw new ArgumentException("Γ and its errors must have a row and a column for every layer.", nameof(gamma));
        for (var layer = 0; layer < layers.Count; layer++)
        {
            if (gamma[layer, layer] != 0)
                throw new ArgumentException("A layer does not drive itself.", nameof(gamma));
        }

        (Layers, _gamma, StandardError) = (layers, (double[,])gamma.Clone(), standardError);
        SpectralRadius = Matrix<double>.Build.DenseOfArray(_gamma).Evd().EigenValues.Max(value => value.Magnitude);
    }

    /// <summary>Names of the layers.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>Robust standard errors of Γ.</summary>
    public double[,] StandardError { get; }

    /// <summary>Largest magnitude of an eigenvalue of Γ.</summary>
    public double SpectralRadius { get; }

    /// <summary>Whether shocks die out.</summary>
    public bool IsStable => SpectralRadius < 1;

    /// <summary>Γ_lk.</summary>
    /// <param name="answering">Index of the layer that answers.</param>
    /// <param name="driving">Index of the layer that drives.</param>
    public double this[int answering, int driving] => _gamma[answering, driving];

    /// <summary>Estimates Γ on observed matrices of the same zones; pairs where a driving layer has no flow are left out of the layer that answers.</summary>
    /// <param name="layers">Names of the layers, at least two.</param>
    /// <param name="flows">Observed flows of each layer.</param>
    /// <param name="distance">Distance between zones, above 0 off the diagonal.</param>
    /// <returns>The coupling, which may be unstable, or why it cannot be estimated.</returns>
    public static Outcome<LayerCoupling> Estimate(IReadOnlyList<string> layers, IReadOnlyList<OdMatrix> flows, OdMatrix distance)
    {
        var (gamma, errors) = (new double[layers.Count, layers.Count], new double[layers.Count, layers.Count]);
        for (var answering = 0; answering < layers.Count; answering++)
        {
            int[] driving = [.. Enumerable.Range(0, layers.Count).Where(layer => layer != answering)];
            var fit = InteractionModel.Fit(Data(layers, flows, distance, answering, driving), InteractionFamily.DoublyConstrained, Deterrence.Power);
            if (!fit.IsOk)
                return Outcome<LayerCoupling>.Refused([.. fit.Problems.Select(problem => problem with { Source = $"coupling of {layers[answering]}" })]);
            foreach (var layer in driving)
            {
                var parameter = fit.Value[Prefix + layers[layer]];
                (gamma[answering, layer], errors[answering, layer]) = (parameter.Value, parameter.RobustStandardError);
            }
        }

        return new LayerCoupling(layers, gamma, errors);
    }

    /// <summary>Where shocks settle.</summary>
    /// <param name="shock">Δ ln F of each layer before coupling.</param>
    /// <returns>Δ ln F of each layer after it, with the residual of every ordered pair of layers; refused when the coupling is unstable.</returns>
    public Outcome<CouplingResponse> Respond(double[] shock)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(shock.Length, Layers.Count, nameof(shock));
        if (!IsStable)
        {
            return Outcome<CouplingResponse>.Refused(new Problem(
                "coupling", 0, "spectral radius", $"expected a value below 1, found {SpectralRadius:R}: the layers would drive each other without end"));
        }

        var size = Layers.Count;
        var gamma = Matrix<double>.Build.DenseOfArray(_gamma);
        var settled = (Matrix<double>.Build.DenseIdentity(size) - gamma).Solve(Vector<double>.Build.Dense(shock));
        var residual = (settled - Vector<double>.Build.Dense(shock) - (gamma * settled)).AbsoluteMaximum();
        var induced = new double[size, size];
        for (var answering = 0; answering < size; answering++)
        {
            for (var driving = 0; driving < size; driving++)
                induced[answering, driving] = _gamma[answering, driving] * settled[driving];
        }

        return new CouplingResponse(settled.ToArray(), induced, residual);
    }

    private static InteractionData Data(IReadOnlyList<string> layers, IReadOnlyList<OdMatrix> flows, OdMatrix distance, int answering, int[] driving)
    {
        var pairs = (from i in Enumerable.Range(0, distance.Size)
                     from j in Enumerable.Range(0, distance.Size)
                     where i != j && Array.TrueForAll(driving, layer => flows[layer][i, j] > 0)
                     select (i, j)).ToArray();
        return new InteractionData
        {
            ZoneCount = distance.Size,
            Origin = [.. pairs.Select(pair => pair.i)],
            Destination = [.. pairs.Select(pair => pair.j)],
            Flow = [.. pairs.Select(pair => flows[answering][pair.i, pair.j])],
            Cost = [.. pairs.Select(pair => distance[pair.i, pair.j])],
            Covariates = [.. driving.Select(layer => new InteractionCovariate(Prefix + layers[layer], [.. pairs.Select(pair => Math.Log(flows[layer][pair.i, pair.j]))]))],
        };
    }
}
