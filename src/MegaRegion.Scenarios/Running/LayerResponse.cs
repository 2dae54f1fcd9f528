using MegaRegion.Modelling.Coupling;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Where the layers of every pair of prefectures settle after shocks s = Δ ln F: x = (I − Γ)⁻¹ s. Where nothing is shocked
/// nothing moves, to the bit.
/// </summary>
internal sealed class LayerResponse
{
    private const int Layers = 4;

    // A pair that is cut off falls without bound; for the other layers it counts as a fall to a hundredth.
    private const double LeastShock = -4.6;

    private readonly LayerCoupling _coupling;
    private readonly double[][] _inverse;

    private LayerResponse(LayerCoupling coupling, double[][] inverse) => (_coupling, _inverse) = (coupling, inverse);

    public double SpectralRadius => _coupling.SpectralRadius;

    public static Outcome<LayerResponse> Create(LayerCoupling coupling)
    {
        var columns = new double[Layers][];
        for (var layer = 0; layer < Layers; layer++)
        {
            var unit = new double[Layers];
            unit[layer] = 1;
            var response = coupling.Respond(unit);
            if (!response.IsOk)
                return Outcome<LayerResponse>.Refused(response.Problems);
            columns[layer] = response.Value.Change;
        }

        return new LayerResponse(coupling, columns);
    }

    /// <summary>Settled changes by layer, and the largest residual |x − s − Γ x|.</summary>
    public (OdMatrix[] Settled, double Residual) Settle(IReadOnlyList<OdMatrix?> shocks)
    {
        var size = shocks.OfType<OdMatrix>().First().Size;
        OdMatrix[] settled = [.. Enumerable.Range(0, Layers).Select(_ => new OdMatrix(size))];
        var (shock, change, residual) = (new double[Layers], new double[Layers], 0.0);
        for (var pair = 0; pair < size * size; pair++)
        {
            var any = false;
            for (var layer = 0; layer < Layers; layer++)
            {
                shock[layer] = shocks[layer] is { } matrix ? Math.Max(LeastShock, matrix.Values[pair]) : 0;
                any |= shock[layer] != 0;
            }

            if (!any)
                continue;
            residual = Math.Max(residual, Settle(shock, change));
            for (var layer = 0; layer < Layers; layer++)
                settled[layer].Values[pair] = change[layer];
        }

        return (settled, residual);
    }

    private double Settle(double[] shock, double[] change)
    {
        Array.Clear(change);
        for (var driver = 0; driver < Layers; driver++)
        {
            for (var layer = 0; layer < Layers; layer++)
                change[layer] += _inverse[driver][layer] * shock[driver];
        }

        var worst = 0.0;
        for (var layer = 0; layer < Layers; layer++)
        {
            var left = change[layer] - shock[layer];
            for (var driver = 0; driver < Layers; driver++)
                left -= _coupling[layer, driver] * change[driver];
            worst = Math.Max(worst, Math.Abs(left));
        }

        return worst;
    }
}
