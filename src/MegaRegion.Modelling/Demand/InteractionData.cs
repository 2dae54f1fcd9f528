using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Demand;

/// <summary>
/// Observed flows, one entry per pair that may carry flow. A pair that is not listed is closed (a structural zero); a
/// pair with flow 0 is an observation.
/// </summary>
public sealed class InteractionData
{
    /// <summary>Number of zones.</summary>
    public required int ZoneCount { get; init; }

    /// <summary>Origin zone of each entry, from 0.</summary>
    public required int[] Origin { get; init; }

    /// <summary>Destination zone of each entry, from 0.</summary>
    public required int[] Destination { get; init; }

    /// <summary>Observed flow of each entry, at least 0.</summary>
    public required double[] Flow { get; init; }

    /// <summary>Cost of each entry.</summary>
    public required double[] Cost { get; init; }

    /// <summary>Mass of each zone as origin, above 0; used by unconstrained and attraction-constrained models.</summary>
    public double[] OriginMass { get; init; } = [];

    /// <summary>Mass of each zone as destination, above 0; used by unconstrained and production-constrained models.</summary>
    public double[] DestinationMass { get; init; } = [];

    /// <summary>Further covariates with a coefficient each, beside the cost; for example a log-sum or the logarithm of another layer's flow.</summary>
    public IReadOnlyList<InteractionCovariate> Covariates { get; init; } = [];

    /// <summary>All pairs of two matrices whose cost is finite, without the diagonal unless asked for.</summary>
    /// <param name="flow">Observed flows.</param>
    /// <param name="cost">Costs; infinite or NaN closes a pair.</param>
    /// <param name="intrazonal">Whether the diagonal takes part.</param>
    public static InteractionData FromMatrices(OdMatrix flow, OdMatrix cost, bool intrazonal = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cost.Size, flow.Size, nameof(cost));
        var pairs = (from i in Enumerable.Range(0, flow.Size)
                     from j in Enumerable.Range(0, flow.Size)
                     where (intrazonal || i != j) && double.IsFinite(cost[i, j])
                     select (i, j)).ToArray();
        return new InteractionData
        {
            ZoneCount = flow.Size,
            Origin = [.. pairs.Select(pair => pair.i)],
            Destination = [.. pairs.Select(pair => pair.j)],
            Flow = [.. pairs.Select(pair => flow[pair.i, pair.j])],
            Cost = [.. pairs.Select(pair => cost[pair.i, pair.j])],
        };
    }
}
