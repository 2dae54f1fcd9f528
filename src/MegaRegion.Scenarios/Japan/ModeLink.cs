namespace MegaRegion.Scenarios.Japan;

/// <summary>A link as one mode uses it.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="From">Node where it begins.</param>
/// <param name="To">Node where it ends.</param>
/// <param name="RideMinutes">Time on it; grows with crowding.</param>
/// <param name="WaitMinutes">Boarding, waiting, time in airports.</param>
/// <param name="Yen">Fare.</param>
/// <param name="SeatsPerDay">Capacity; 0 when it never crowds.</param>
public readonly record struct ModeLink(
    TravelMode Mode, string From, string To, double RideMinutes, double WaitMinutes, double Yen, double SeatsPerDay);
