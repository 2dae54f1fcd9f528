using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Demand;

/// <summary>A balanced matrix T_ij = RowFactor_i · seed_ij · ColumnFactor_j.</summary>
/// <param name="RowFactor">a_i; 0 for rows without total.</param>
/// <param name="ColumnFactor">b_j; 0 for columns without total.</param>
/// <param name="Passes">Passes over the seed matrix that the iteration took.</param>
/// <param name="LargestError">Largest relative error of a row total; column totals are exact to rounding.</param>
public sealed record BalancingResult(double[] RowFactor, double[] ColumnFactor, int Passes, double LargestError)
{
    /// <summary>The balanced matrix.</summary>
    /// <param name="seed">The matrix that was balanced.</param>
    public OdMatrix Apply(OdMatrix seed)
    {
        var result = new OdMatrix(seed.Size);
        for (var row = 0; row < seed.Size; row++)
        {
            var from = seed.Row(row);
            var to = result.Row(row);
            for (var column = 0; column < to.Length; column++)
                to[column] = RowFactor[row] * from[column] * ColumnFactor[column];
        }

        return result;
    }
}
