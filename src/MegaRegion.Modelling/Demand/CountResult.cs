using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Demand;

/// <summary>Trips estimated from a prior and counts.</summary>
/// <param name="Trips">The estimate.</param>
/// <param name="PriorCounts">What the prior puts on each counted link.</param>
/// <param name="FittedCounts">What the estimate puts on each counted link.</param>
/// <param name="PriorGeh">GEH statistic √(2 (v − c)² / (v + c)) of each count before.</param>
/// <param name="FittedGeh">The same after; below 5 is commonly called good.</param>
/// <param name="Moved">Σ |T − prior| / Σ prior: how far the estimate left the prior.</param>
/// <param name="TouchedPairs">Pairs with trips that any count can see; the others keep the prior.</param>
/// <param name="PairsWithTrips">Pairs with trips in the prior.</param>
/// <param name="Rank">Independent counts. The difference to <paramref name="TouchedPairs"/> is what only the prior decides.</param>
/// <param name="Steps">Newton steps.</param>
/// <param name="Converged">Whether the tolerance was met.</param>
public sealed record CountResult(
    OdMatrix Trips,
    double[] PriorCounts,
    double[] FittedCounts,
    double[] PriorGeh,
    double[] FittedGeh,
    double Moved,
    int TouchedPairs,
    int PairsWithTrips,
    int Rank,
    int Steps,
    bool Converged);
