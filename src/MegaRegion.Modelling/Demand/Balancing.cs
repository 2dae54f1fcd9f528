using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>
/// Doubly constrained balancing (Furness, iterative proportional fitting, [Furness1965; Deming1940]): finds the matrix
/// T_ij = a_i s_ij b_j with row totals Σ_j T_ij = r_i and column totals Σ_i T_ij = c_j. It is the matrix closest to the
/// seed s in relative entropy, and keeps the seed's odds ratios and zeros.
/// <para>Iteration: a_i = r_i / Σ_j s_ij b_j, then b_j = c_j / Σ_i a_i s_ij. Both halves are fused into one pass: while
/// a row is in the cache, its sum, its factor and its part of the column sums are formed. Slow cases (strong
/// deterrence) are accelerated by Anderson mixing of ln b, depth 5, whose history is dropped when the error grows.</para>
/// <para>Stopping: when the largest relative change of a column factor is at most the tolerance; row sums are averages
/// over columns, so no row is off by more. Cost: two flops and one read per cell and pass. Row blocks are summed in a
/// fixed order, so results do not depend on the number of workers.</para>
/// </summary>
public static class Balancing
{
    private const double TotalsAgree = 1e-9;

    /// <summary>Balances a matrix.</summary>
    /// <param name="seed">s_ij, at least 0; 0 forbids the cell.</param>
    /// <param name="rowTotals">r_i, at least 0.</param>
    /// <param name="columnTotals">c_j, at least 0, with the same sum as the row totals to 1e-9.</param>
    /// <param name="options">Tolerance, limit, threads.</param>
    /// <returns>The factors, or why there are none: totals that disagree, rows or columns that their zeros make impossible.</returns>
    public static Outcome<BalancingResult> Balance(
        OdMatrix seed, double[] rowTotals, double[] columnTotals, BalancingOptions? options = null)
    {
        options ??= new BalancingOptions();
        var problems = new ProblemList("balancing");
        CheckTotals(seed.Size, rowTotals, "row totals", problems);
        CheckTotals(seed.Size, columnTotals, "column totals", problems);
        if (problems.IsEmpty)
            CheckSums(rowTotals, columnTotals, problems);
        CheckCells(seed, problems);
        if (problems.IsEmpty)
            CheckZeros(seed, rowTotals, columnTotals, problems);
        return problems.IsEmpty
            ? new BalancingRun(seed, rowTotals, columnTotals, options).Run()
            : Outcome<BalancingResult>.Refused(problems.Items);
    }

    private static void CheckTotals(int size, double[] totals, string field, ProblemList problems)
    {
        if (totals.Length != size)
            problems.Add(0, field, $"expected {size} values, found {totals.Length}");
        for (var k = 0; k < totals.Length; k++)
        {
            if (!(totals[k] >= 0 && double.IsFinite(totals[k])))
                problems.Add(0, field, $"expected a finite value of at least 0 for zone {k + 1}, found {totals[k]:R}");
        }
    }

    private static void CheckSums(double[] rowTotals, double[] columnTotals, ProblemList problems)
    {
        var (rows, columns) = (Reduction.Sum(rowTotals), Reduction.Sum(columnTotals));
        if (Math.Abs(rows - columns) > TotalsAgree * Math.Max(rows, columns))
            problems.Add(0, "totals", $"row totals sum to {rows:R} and column totals to {columns:R}; they must agree");
    }

    private static void CheckCells(OdMatrix seed, ProblemList problems)
    {
        foreach (var value in seed.Values)
        {
            if (!(value >= 0 && double.IsFinite(value)))
                problems.Add(0, "seed", $"expected a finite value of at least 0, found {value:R}");
        }
    }

    /// <summary>A total above 0 needs at least one cell that is not 0 and whose other total is not 0.</summary>
    private static void CheckZeros(OdMatrix seed, double[] rowTotals, double[] columnTotals, ProblemList problems)
    {
        var (rowOpen, columnOpen) = (new bool[seed.Size], new bool[seed.Size]);
        for (var row = 0; row < seed.Size; row++)
        {
            var cells = seed.Row(row);
            for (var column = 0; column < cells.Length; column++)
            {
                if (cells[column] <= 0 || rowTotals[row] <= 0 || columnTotals[column] <= 0)
                    continue;
                rowOpen[row] = columnOpen[column] = true;
            }
        }

        for (var zone = 0; zone < seed.Size; zone++)
        {
            if (rowTotals[zone] > 0 && !rowOpen[zone])
                problems.Add(0, "seed", $"zone {zone + 1} must send {rowTotals[zone]:R} but every cell of its row is closed");
            if (columnTotals[zone] > 0 && !columnOpen[zone])
                problems.Add(0, "seed", $"zone {zone + 1} must receive {columnTotals[zone]:R} but every cell of its column is closed");
        }
    }
}
