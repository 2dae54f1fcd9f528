namespace MegaRegion.Scenarios.Japan;

/// <summary>A directed link of the inter-city network.</summary>
/// <param name="From">Node where it begins.</param>
/// <param name="To">Node where it ends.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Minutes">Time on it, without waiting.</param>
/// <param name="Kilometres">Length.</param>
/// <param name="ServicesPerDay">Departures a day; null when not known or not scheduled.</param>
/// <param name="SeatsPerDay">Seats a day; null when not known.</param>
/// <param name="OpenedYear">First year of service; null for what is only planned.</param>
/// <param name="ClosedYear">First year without service; null while in service.</param>
/// <param name="FareFactor">Factor that a scenario puts on the fare; 1 for the fare that the model assumes.</param>
/// <param name="ExtraWaitMinutes">Wait that a scenario adds (below 0: saves), where the frequency itself is not known.</param>
public sealed record JapanLink(
    string From,
    string To,
    LinkKind Kind,
    double Minutes,
    double Kilometres,
    double? ServicesPerDay,
    double? SeatsPerDay,
    int? OpenedYear = 0,
    int? ClosedYear = null,
    double FareFactor = 1,
    double ExtraWaitMinutes = 0)
{
    /// <summary>Whether the link is served in a year.</summary>
    /// <param name="year">The year.</param>
    public bool IsServed(int year) => OpenedYear <= year && !(ClosedYear <= year);
}
