namespace MegaRegion.Modelling.Combined;

/// <summary>The function T (ln T − 1), whose derivative is ln T, and what line searches and gaps need of it, for one cell.</summary>
internal static class Entropy
{
    /// <summary>Below this a cell counts as empty: T ln T is 0 there, whatever it is compared with.</summary>
    private const double Smallest = 1e-250;

    private const double SeriesBelow = 0.01;

    /// <summary>T (ln T − 1); 0 at 0.</summary>
    public static double Value(double trips) => trips > 0 ? trips * (Math.Log(trips) - 1) : 0;

    /// <summary>Derivative d ln T along a direction d, and the curvature d² / T.</summary>
    public static double Slope(double trips, double direction, out double curvature)
    {
        curvature = direction == 0 ? 0 : direction * direction / trips;
        return direction == 0 ? 0 : direction * Math.Log(trips);
    }

    /// <summary>
    /// T ln (T / S) − T + S, at least 0. Near T = S the terms cancel, so with r = T / S − 1 the series
    /// S (r²/2 − r³/6 + r⁴/12 − …) takes their place.
    /// </summary>
    public static double Divergence(double trips, double called)
    {
        if (trips < Smallest)
            return called - trips;
        var r = (trips - called) / called;
        if (Math.Abs(r) >= SeriesBelow)
            return (trips * Math.Log(trips / called)) - trips + called;
        return called * r * r * ((1.0 / 2) - (r * ((1.0 / 6) - (r * ((1.0 / 12) - (r * ((1.0 / 20) - (r * ((1.0 / 30) - (r * ((1.0 / 42) - (r / 56))))))))))));
    }
}
