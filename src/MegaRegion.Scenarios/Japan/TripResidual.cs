using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>How far demand and load are from agreeing.</summary>
internal static class TripResidual
{
    /// <summary>Σ |trips called for − trips assigned| / Σ trips assigned over all modes; 0 without trips.</summary>
    public static double Of(OdMatrix[] assigned, OdMatrix[] called)
    {
        var (difference, total) = (0.0, 0.0);
        for (var mode = 0; mode < assigned.Length; mode++)
        {
            for (var pair = 0; pair < assigned[mode].Values.Length; pair++)
            {
                difference += Math.Abs(assigned[mode].Values[pair] - called[mode].Values[pair]);
                total += assigned[mode].Values[pair];
            }
        }

        return total > 0 ? difference / total : 0;
    }
}
