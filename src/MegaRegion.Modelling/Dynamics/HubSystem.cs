using System.Numerics.Tensors;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Dynamics;

/// <summary>
/// Zones that send a fixed flow each and hubs that compete for it: the production-constrained model of Harris and Wilson
/// [HarrisWilson1978]. Zone i sends O_i, of which hub j draws the share
/// p_ij = W_j^α exp(−β c_ij) / Σ_k W_k^α exp(−β c_ik); hub j of size W_j costs κ_j W_j to keep up.
/// </summary>
public sealed class HubSystem
{
    private readonly OdMatrix _decay;
    private readonly double[] _outflow;
    private readonly double[] _upkeep;
    private readonly double _scale;

    /// <summary>Puts a system together.</summary>
    /// <param name="outflow">O_i, at least 0, in flow units per period.</param>
    /// <param name="cost">c_ij from zones (rows) to hubs (columns), finite; one hub per zone.</param>
    /// <param name="scale">α, return of size, above 0: at 1 twice the size is twice as attractive.</param>
    /// <param name="deterrence">β per unit of cost, at least 0.</param>
    /// <param name="upkeep">κ_j, above 0: flow that one unit of hub size needs to pay for itself.</param>
    /// <exception cref="ArgumentException">A size or value is out of range.</exception>
    public HubSystem(double[] outflow, OdMatrix cost, double scale, double deterrence, double[] upkeep)
    {
        if (outflow.Length != cost.Size || Array.Exists(outflow, o => !(o >= 0 && double.IsFinite(o))))
            throw new ArgumentException("There must be a finite outflow of at least 0 for every zone.", nameof(outflow));
        if (upkeep.Length != cost.Size || Array.Exists(upkeep, k => !(k > 0 && double.IsFinite(k))))
            throw new ArgumentException("There must be an upkeep above 0 for every hub.", nameof(upkeep));
        if (!(scale > 0 && deterrence >= 0 && double.IsFinite(scale + deterrence)))
            throw new ArgumentException("Scale must be above 0 and deterrence at least 0.", nameof(scale));
        (_outflow, _upkeep, _scale) = ((double[])outflow.Clone(), (double[])upkeep.Clone(), scale);
        _decay = Decay(cost, deterrence);
    }

    /// <summary>Number of hubs.</summary>
    public int HubCount => _upkeep.Length;

    /// <summary>κ_j.</summary>
    public ReadOnlySpan<double> Upkeep => _upkeep;

    /// <summary>Σ_i O_i.</summary>
    public double TotalOutflow => _outflow.Sum();

    /// <summary>Inflow D_j = Σ_i O_i p_ij of every hub.</summary>
    /// <param name="size">W, at least 0, above 0 for at least one hub.</param>
    /// <param name="inflow">Receives D.</param>
    public void Inflow(ReadOnlySpan<double> size, Span<double> inflow)
    {
        var pull = new double[HubCount];
        Pull(size, pull);
        inflow.Clear();
        for (var zone = 0; zone < _outflow.Length; zone++)
        {
            ReadOnlySpan<double> decay = _decay.Row(zone);
            var perPull = _outflow[zone] / TensorPrimitives.Dot(decay, pull);
            for (var hub = 0; hub < pull.Length; hub++)
                inflow[hub] += perPull * decay[hub] * pull[hub];
        }
    }

    /// <summary>S_jk = Σ_i O_i p_ij (δ_jk − p_ik): how inflow of j answers to the logarithm of the pull of k.</summary>
    /// <param name="size">W.</param>
    internal double[,] Response(ReadOnlySpan<double> size)
    {
        var (pull, share, response) = (new double[HubCount], new double[HubCount], new double[HubCount, HubCount]);
        Pull(size, pull);
        for (var zone = 0; zone < _outflow.Length; zone++)
        {
            TensorPrimitives.Multiply(_decay.Row(zone), pull, share);
            TensorPrimitives.Divide(share, share.Sum(), share);
            for (var j = 0; j < share.Length; j++)
            {
                response[j, j] += _outflow[zone] * share[j];
                for (var k = 0; k < share.Length; k++)
                    response[j, k] -= _outflow[zone] * share[j] * share[k];
            }
        }

        return response;
    }

    internal double Scale => _scale;

    private void Pull(ReadOnlySpan<double> size, double[] pull)
    {
        for (var hub = 0; hub < pull.Length; hub++)
            pull[hub] = size[hub] > 0 ? Math.Pow(size[hub], _scale) : 0;
    }

    /// <summary>exp(−β c), each row scaled by its largest value, which cancels in the shares.</summary>
    private static OdMatrix Decay(OdMatrix cost, double deterrence)
    {
        var decay = new OdMatrix(cost.Size);
        for (var zone = 0; zone < cost.Size; zone++)
        {
            var (from, least) = (cost.Row(zone).ToArray(), double.PositiveInfinity);
            foreach (var value in from)
            {
                if (!double.IsFinite(value))
                    throw new ArgumentException("Costs must be finite.", nameof(cost));
                least = Math.Min(least, value);
            }

            for (var hub = 0; hub < from.Length; hub++)
                decay[zone, hub] = Math.Exp(-deterrence * (from[hub] - least));
        }

        return decay;
    }
}
