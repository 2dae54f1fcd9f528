namespace MegaRegion.Cli.Tests.Load;

/// <summary>Counts of a Poisson process: their variance is their mean.</summary>
internal static class PoissonAssertions
{
    /// <summary>Within so many standard deviations of what is expected; at 6 a sound process fails once in 500 million.</summary>
    public static void ShouldBeWithinSigmas(this int count, double expected, double sigmas) =>
        Math.Abs(count - expected).ShouldBeLessThanOrEqualTo(sigmas * Math.Sqrt(expected), $"{count} is far from {expected}");
}
