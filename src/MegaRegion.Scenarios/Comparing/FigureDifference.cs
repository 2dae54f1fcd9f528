namespace MegaRegion.Scenarios.Comparing;

/// <summary>A figure of two runs.</summary>
/// <param name="Key">Its key.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="Unit">Unit.</param>
/// <param name="First">Value in the first run.</param>
/// <param name="Second">Value in the second run.</param>
/// <param name="Percent">Difference in percent of the first; null where that is not above the floor.</param>
/// <param name="Noise">What convergence left open in both together.</param>
public sealed record FigureDifference(
    string Key, string NameEn, string NameJa, string Unit, double First, double Second, double? Percent, double Noise)
{
    /// <summary>Second − first.</summary>
    public double Difference => Second - First;

    /// <summary>Whether the difference is more than convergence left open.</summary>
    public bool IsBeyondNoise => Math.Abs(Difference) > Noise;
}
