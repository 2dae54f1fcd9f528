using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>What can be wrong with the data of a spatial-interaction model.</summary>
internal static class InteractionCheck
{
    public static IReadOnlyList<Problem> Find(InteractionData data, InteractionFamily family, Deterrence deterrence)
    {
        var problems = new ProblemList("interaction data");
        var n = data.Flow.Length;
        if (n == 0 || data.Origin.Length != n || data.Destination.Length != n || data.Cost.Length != n)
        {
            problems.Add(0, "entries", "origins, destinations, flows and costs must be equally many and at least one");
            return problems.Items;
        }

        for (var k = 0; k < n; k++)
            CheckEntry(data, deterrence, k, problems);
        foreach (var covariate in data.Covariates)
        {
            if (covariate.Values.Length != n || Array.Exists(covariate.Values, value => !double.IsFinite(value)))
                problems.Add(0, covariate.Name, $"expected a finite value for each of the {n} entries");
        }

        if (InteractionEstimator.UsesOriginMass(family))
            CheckMass(data.OriginMass, data.ZoneCount, "origin mass", problems);
        if (InteractionEstimator.UsesDestinationMass(family))
            CheckMass(data.DestinationMass, data.ZoneCount, "destination mass", problems);
        if (problems.IsEmpty && !(data.Flow.Sum() > 0))
            problems.Add(0, "flow", "at least one flow must be above 0");
        return problems.Items;
    }

    private static void CheckEntry(InteractionData data, Deterrence deterrence, int k, ProblemList problems)
    {
        if (data.Origin[k] < 0 || data.Origin[k] >= data.ZoneCount || data.Destination[k] < 0 || data.Destination[k] >= data.ZoneCount)
            problems.Add(k + 1, "zone", $"expected zones from 0 to {data.ZoneCount - 1}, found {data.Origin[k]} and {data.Destination[k]}");
        if (!(data.Flow[k] >= 0 && double.IsFinite(data.Flow[k])))
            problems.Add(k + 1, "flow", $"expected a finite value of at least 0, found {data.Flow[k]:R}");
        if (!double.IsFinite(data.Cost[k]) || (deterrence != Deterrence.Exponential && data.Cost[k] <= 0))
            problems.Add(k + 1, "cost", $"expected a finite value{(deterrence == Deterrence.Exponential ? string.Empty : " above 0")}, found {data.Cost[k]:R}");
    }

    private static void CheckMass(double[] mass, int zoneCount, string field, ProblemList problems)
    {
        if (mass.Length != zoneCount)
            problems.Add(0, field, $"expected {zoneCount} values, found {mass.Length}");
        for (var zone = 0; zone < mass.Length; zone++)
        {
            if (!(mass[zone] > 0 && double.IsFinite(mass[zone])))
                problems.Add(zone + 1, field, $"expected a finite value above 0, found {mass[zone]:R}");
        }
    }
}
