namespace MegaRegion.Modelling.Assignment;

/// <summary>When a run of sweeps ends, told of the relative gap after every sweep.</summary>
/// <param name="relativeGap">The gap that is asked for.</param>
/// <param name="maxIterations">Sweeps at most.</param>
/// <param name="patience">Sweeps without a better gap after which, near the limit of the numbers, no better one is expected.</param>
internal sealed class StopRule(double relativeGap, int maxIterations, int patience)
{
    /// <summary>Below this gap a run that does not improve has met the limit of its numbers, not of the method.</summary>
    private const double PrecisionGap = 1e-11;

    private int _iterations;
    private int _bestIteration;
    private double _bestGap;

    /// <summary>Why to stop after a sweep; null to go on.</summary>
    public StopReason? After(double gap)
    {
        _iterations++;
        if (_iterations == 1 || gap < _bestGap)
            (_bestIteration, _bestGap) = (_iterations, gap);
        if (gap <= relativeGap)
            return StopReason.GapReached;
        if (gap < PrecisionGap && _iterations - _bestIteration >= patience)
            return StopReason.PrecisionReached;
        return _iterations >= maxIterations ? StopReason.IterationLimit : null;
    }
}
