using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Circulation;

/// <summary>Net flows between zones, split into what drains and what circulates. All energies are sums of squared net flows over pairs.</summary>
public sealed class FlowDecomposition
{
    /// <summary>
    /// Potential of each zone, mean 0: the drain part from i to j is Potential_j − Potential_i, so zones that draw from
    /// others stand high.
    /// </summary>
    public required double[] Potential { get; init; }

    /// <summary>Net flow T_ij − T_ji, antisymmetric.</summary>
    public required OdMatrix Net { get; init; }

    /// <summary>Part of the net flow that follows the potential: it drains from low zones to high ones.</summary>
    public required OdMatrix Gradient { get; init; }

    /// <summary>Part that circulates around triangles of zones.</summary>
    public required OdMatrix Curl { get; init; }

    /// <summary>Part that circulates only around longer loops, along which some pairs exchange nothing.</summary>
    public required OdMatrix Harmonic { get; init; }

    /// <summary>Energy of the net flow.</summary>
    public double NetEnergy => Energy(Net);

    /// <summary>Energy that drains.</summary>
    public double GradientEnergy => Energy(Gradient);

    /// <summary>Energy that circulates around triangles.</summary>
    public double CurlEnergy => Energy(Curl);

    /// <summary>Energy that circulates around longer loops.</summary>
    public double HarmonicEnergy => Energy(Harmonic);

    /// <summary>
    /// Convection share: circulating energy over all energy, from 0 (everything drains) to 1 (everything circulates); NaN
    /// when every pair is balanced, so that nothing either drains or circulates.
    /// </summary>
    public double ConvectionShare
    {
        get
        {
            var circulating = CurlEnergy + HarmonicEnergy;
            return circulating / (circulating + GradientEnergy);
        }
    }

    private static double Energy(OdMatrix antisymmetric)
    {
        var sum = 0.0;
        foreach (var value in antisymmetric.Values)
            sum += value * value;
        return sum / 2;
    }
}
