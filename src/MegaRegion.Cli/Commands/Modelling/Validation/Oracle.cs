namespace MegaRegion.Cli.Commands.Modelling.Validation;

/// <summary>A number that the engine must find, and what it found.</summary>
/// <param name="Part">Part of the engine.</param>
/// <param name="Case">The problem that was solved.</param>
/// <param name="Quantity">What was compared.</param>
/// <param name="Expected">The known value.</param>
/// <param name="Found">The value found.</param>
/// <param name="Tolerance">Largest difference that passes, absolute.</param>
/// <param name="Source">Where the known value is from.</param>
internal sealed record Oracle(string Part, string Case, string Quantity, double Expected, double Found, double Tolerance, string Source)
{
    /// <summary>Found less expected.</summary>
    public double Difference => Found - Expected;

    /// <summary>Whether the difference is within the tolerance.</summary>
    public bool Passes => Math.Abs(Difference) <= Tolerance;
}
