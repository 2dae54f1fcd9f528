using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Running;

/// <summary>The flows that a scenario changes, a year's: observed, or cut from the live ledger. Matrices are not changed.</summary>
/// <param name="Description">Where they come from, for people.</param>
/// <param name="TripsByMode">Persons between survey zones by main mode: rail, air, car, bus.</param>
/// <param name="Goods">Kilograms between prefectures.</param>
/// <param name="Money">Yen between prefectures.</param>
/// <param name="Information">Messages between prefectures.</param>
public sealed record BaselineFlows(
    string Description, OdMatrix[] TripsByMode, OdMatrix Goods, OdMatrix Money, OdMatrix Information)
{
    /// <summary>How a cut of the live ledger describes itself.</summary>
    /// <param name="position">The last report that counts.</param>
    public static string LiveName(long position) => FormattableString.Invariant($"live to position {position}");
}
