namespace MegaRegion.Modelling.Transit;

/// <summary>A scheduled service in one direction.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Stops">Stops in order, numbered from 1, at least two; a stop may come again (a loop).</param>
/// <param name="RideMinutes">Minutes from each stop to the next, dwell included; one fewer than stops.</param>
/// <param name="HeadwayMinutes">Minutes between departures, above 0.</param>
public sealed record TransitLine(string Name, IReadOnlyList<int> Stops, IReadOnlyList<double> RideMinutes, double HeadwayMinutes);
