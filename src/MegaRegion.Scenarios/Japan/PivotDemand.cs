using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// Trips of a scenario by pivoting on observed ones. With observed shares w_m and changes of utility ΔV_m, shares become
/// w_m exp(ΔV_m) / Σ w_k exp(ΔV_k), the log-sum changes by ΔL = ln Σ w_k exp(ΔV_k), and trips by growth · exp(λ ΔL). A mode
/// that was not available before enters with the weight exp(V_m − L) that the model gives it; a pair without observed
/// trips keeps none. Nothing changes where no utility does, bit for bit.
/// </summary>
internal sealed class PivotDemand(OdMatrix[] observed, LevelOfService baseService, ChoiceCoefficients choice, double logSumCoefficient, DemandChange change)
{
    private readonly int _modes = observed.Length;

    public PivotDemand(JapanModel model, DemandChange change)
        : this(model.Observed, model.Service, model.Choice.Coefficients, model.Distribution.LogSumCoefficient, change)
    {
    }

    /// <summary>Trips by mode and the change of the log-sum.</summary>
    public (OdMatrix[] Trips, OdMatrix LogSumChange) At(LevelOfService service)
    {
        var zones = observed[0].Size;
        var (trips, logSumChange, weight) = (new OdMatrix[_modes], new OdMatrix(zones), new double[_modes]);
        for (var mode = 0; mode < _modes; mode++)
            trips[mode] = new OdMatrix(zones);
        for (var i = 0; i < zones; i++)
        {
            for (var j = 0; j < zones; j++)
                logSumChange[i, j] = Pair(service, i, j, weight, trips);
        }

        return (trips, logSumChange);
    }

    private double Pair(LevelOfService service, int i, int j, double[] weight, OdMatrix[] trips)
    {
        var (total, isChanged) = (0.0, false);
        for (var mode = 0; mode < _modes; mode++)
            total += observed[mode][i, j];
        var growth = Growth(change.OriginGrowth, i) * Growth(change.DestinationGrowth, j) * (change.PairGrowth is { } pairs ? pairs[i, j] : 1);
        if (total == 0)
            return 0;
        for (var mode = 0; mode < _modes; mode++)
        {
            weight[mode] = Weight(service, mode, i, j, total, out var moved);
            isChanged |= moved;
        }

        var sum = isChanged ? weight.Sum() : 1;
        if (sum == 0)
            return double.NegativeInfinity; // Cut off: nobody can travel.
        var factor = growth * (change.IsElastic && isChanged ? Math.Pow(sum, logSumCoefficient) : 1);
        for (var mode = 0; mode < _modes; mode++)
            trips[mode][i, j] = isChanged ? factor * total * weight[mode] / sum : factor * observed[mode][i, j];
        return Math.Log(sum);
    }

    /// <summary>w exp(ΔV).</summary>
    private double Weight(LevelOfService service, int mode, int i, int j, double total, out bool isChanged)
    {
        var (before, after) = (choice.Utility(baseService, mode, i, j), choice.Utility(service, mode, i, j));
        var share = observed[mode][i, j] / total;
        isChanged = before != after;
        if (double.IsFinite(before))
            return share * Math.Exp(after - before);
        if (!double.IsFinite(after))
            return share; // Observed, but by ways that the network does not know.
        Span<double> shares = stackalloc double[_modes];
        var logSum = choice.Shares(baseService, i, j, shares);
        isChanged = double.IsFinite(logSum); // Without any known way before there is nothing to compare with.
        return isChanged ? share + Math.Exp(after - logSum) : share;
    }

    private static double Growth(IReadOnlyList<double> growth, int zone) => growth.Count == 0 ? 1 : growth[zone];
}
