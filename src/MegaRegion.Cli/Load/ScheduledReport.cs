using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>A report of a load and when it is due.</summary>
/// <param name="Due">Since the beginning of the load.</param>
/// <param name="Hub">Index of the hub.</param>
/// <param name="Layer">What moves in all of its flows.</param>
/// <param name="Origin">Where all of its flows begin.</param>
/// <param name="Destinations">Where each of its flows ends.</param>
internal sealed record ScheduledReport(TimeSpan Due, int Hub, Layer Layer, string Origin, string[] Destinations);
