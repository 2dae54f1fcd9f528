namespace MegaRegion.Modelling.Numerics;

/// <summary>Sums in a fixed order, so that a run repeats bit for bit.</summary>
internal static class Reduction
{
    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
