using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>
/// Calibrates the one coefficient of a doubly constrained model by matching the mean cost [Hyman1969]: finds β such that
/// the model T_ij = A_i B_j O_i D_j exp(β g_ij), g = c or ln c, has the observed mean of g. That is the
/// maximum-likelihood estimate as well. The mean falls as β falls, so the root is unique; it is found by secant steps on
/// the mean kept inside a bracket, each step one balancing.
/// <para>Stopping: mean of g within 1e-12 relative. Cost: 6 to 10 balancings.</para>
/// </summary>
public static class HymanCalibration
{
    private const double MeanTolerance = 1e-12;
    private const int MaxBalancings = 60;

    /// <summary>Calibrates a model.</summary>
    /// <param name="observed">Observed flows; they give the totals and the mean.</param>
    /// <param name="cost">Costs; infinite closes a pair, whose observed flow must then be 0.</param>
    /// <param name="deterrence"><see cref="Deterrence.Exponential"/> or <see cref="Deterrence.Power"/>.</param>
    /// <returns>The coefficient and the model's flows, or why there are none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another deterrence: one mean cannot fix two coefficients.</exception>
    public static Outcome<HymanResult> Calibrate(OdMatrix observed, OdMatrix cost, Deterrence deterrence)
    {
        if (deterrence == Deterrence.Tanner)
            throw new ArgumentOutOfRangeException(nameof(deterrence), deterrence, "Hyman's method has one coefficient.");
        var problems = new ProblemList("calibration");
        if (observed.Size != cost.Size)
            problems.Add(0, "cost", $"there are {observed.Size} zones of flows and {cost.Size} of costs");
        else
            CheckCells(observed, cost, deterrence, problems);
        return problems.IsEmpty ? new HymanSearch(observed, cost, deterrence).Run(MeanTolerance, MaxBalancings) : Outcome<HymanResult>.Refused(problems.Items);
    }

    private static void CheckCells(OdMatrix observed, OdMatrix cost, Deterrence deterrence, ProblemList problems)
    {
        for (var k = 0; k < cost.Values.Length; k++)
        {
            var (value, row) = (cost.Values[k], (k / cost.Size) + 1);
            if (double.IsNaN(value) || value < 0 || (value == 0 && deterrence == Deterrence.Power))
                problems.Add(row, "cost", $"expected a value {(deterrence == Deterrence.Power ? "above" : "of at least")} 0 or infinity to zone {(k % cost.Size) + 1}, found {value:R}");
            else if (double.IsPositiveInfinity(value) && observed.Values[k] > 0)
                problems.Add(row, "flow", $"the pair to zone {(k % cost.Size) + 1} is closed but carries {observed.Values[k]:R}");
        }
    }
}
