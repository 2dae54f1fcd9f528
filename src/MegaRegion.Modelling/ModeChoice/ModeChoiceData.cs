namespace MegaRegion.Modelling.ModeChoice;

/// <summary>Observed mode choices: for every case (usually a pair of zones) trips and attributes by mode.</summary>
public sealed class ModeChoiceData
{
    /// <summary>Names of the modes. The first is the reference, whose constant is 0.</summary>
    public required IReadOnlyList<string> Modes { get; init; }

    /// <summary>Names of the attributes, for example minutes and fare.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>Trips per case and mode, at least 0; 0 where a mode is not available.</summary>
    public required double[][] Trips { get; init; }

    /// <summary>Attribute values per case, mode and attribute; NaN in the first attribute means that the mode is not available.</summary>
    public required double[][][] Values { get; init; }

    /// <summary>Whether a mode is available in a case.</summary>
    /// <param name="row">Case, from 0.</param>
    /// <param name="mode">Mode, from 0.</param>
    public bool IsAvailable(int row, int mode) => !double.IsNaN(Values[row][mode][0]);
}
