using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Demand;

/// <summary>
/// The radiation model [Simini2012], the rival without parameters: of the trips O_i that leave zone i,
/// T_ij = O_i p_ij / Σ_k p_ik with p_ij = m_i m_j / ((m_i + s_ij) (m_i + m_j + s_ij)) (equation 2) go to zone j, where m
/// is the mass of a zone and s_ij the mass closer to i than j is, without both ends. Zones at equal distance count in
/// the order of their index. For a finite system Σ_j p_ij = 1 − m_i / M [Masucci2013], so normalising keeps all trips.
/// <para>Cost: O(n² log n) for sorting distances. Nothing is estimated.</para>
/// </summary>
public static class RadiationModel
{
    /// <summary>Probabilities p_ij / (1 − m_i / M) that a trip from i ends in j; rows sum to 1, the diagonal is 0.</summary>
    /// <param name="mass">m, at least 0, above 0 in at least two zones.</param>
    /// <param name="distance">Distances or costs that order the zones seen from each zone.</param>
    /// <exception cref="ArgumentException">Sizes disagree, or fewer than two zones have mass.</exception>
    public static OdMatrix Probabilities(double[] mass, OdMatrix distance)
    {
        if (mass.Length != distance.Size)
            throw new ArgumentException("There must be a mass for every zone.", nameof(mass));
        if (mass.Count(m => m > 0) < 2)
            throw new ArgumentException("At least two zones need mass.", nameof(mass));
        var result = new OdMatrix(mass.Length);
        var (order, keys, total) = (new int[mass.Length], new double[mass.Length], mass.Sum());
        for (var origin = 0; origin < mass.Length; origin++)
        {
            if (mass[origin] <= 0)
                continue;
            SortByDistance(origin, distance, order, keys);
            var finite = 1 - (mass[origin] / total);
            var (between, own) = (0.0, mass[origin]);
            foreach (var destination in order)
            {
                if (destination == origin)
                    continue;
                var there = mass[destination];
                result[origin, destination] = own * there / ((own + between) * (own + there + between)) / finite;
                between += there;
            }
        }

        return result;
    }

    /// <summary>Trips T_ij = O_i · probability.</summary>
    /// <param name="departing">O_i, trips that leave each zone for another.</param>
    /// <param name="mass">m.</param>
    /// <param name="distance">Distances or costs.</param>
    public static OdMatrix Trips(double[] departing, double[] mass, OdMatrix distance)
    {
        var result = Probabilities(mass, distance);
        for (var origin = 0; origin < departing.Length; origin++)
        {
            foreach (ref var value in result.Row(origin))
                value *= departing[origin];
        }

        return result;
    }

    private static void SortByDistance(int origin, OdMatrix distance, int[] order, double[] keys)
    {
        for (var zone = 0; zone < order.Length; zone++)
            (order[zone], keys[zone]) = (zone, distance[origin, zone]);
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
    }
}
