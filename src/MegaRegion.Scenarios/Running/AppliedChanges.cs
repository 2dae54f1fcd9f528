using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Running;

/// <summary>What the changes of a scenario come to: links, factors on trips, and shocks of the other layers.</summary>
public sealed record AppliedChanges
{
    /// <summary>The links that are served; null when none has changed.</summary>
    public IReadOnlyList<JapanLink>? Links { get; init; }

    /// <summary>Factors on trips.</summary>
    public DemandChange Demand { get; init; } = new();

    /// <summary>Δ ln of goods, money and information between prefectures before coupling; null for none.</summary>
    public IReadOnlyList<OdMatrix?> Shocks { get; init; } = [null, null, null];

    /// <summary>
    /// Δ ln of every layer between prefectures that follows population; null for none. It does not pass through the coupling:
    /// Γ says how layers move together on a pair when both ends are held fixed, and population is a matter of the ends.
    /// </summary>
    public OdMatrix? Growth { get; init; }

    /// <summary>Income from outside that changes bring to prefectures, yen a year; empty for none.</summary>
    public IReadOnlyList<double> IncomeYen { get; init; } = [];
}
