using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Combined;

/// <summary>A part w Σ X (ln X − 1) of a demand's penalty, where X is the sum of some modes of a pair.</summary>
/// <param name="Weight">w, above 0.</param>
/// <param name="Modes">The modes.</param>
internal readonly record struct EntropyTerm(double Weight, int[] Modes)
{
    /// <summary>X of a pair.</summary>
    public double Total(IReadOnlyList<OdMatrix> tables, int pair)
    {
        var sum = 0.0;
        foreach (var mode in Modes)
            sum += tables[mode].Values[pair];
        return sum;
    }
}
