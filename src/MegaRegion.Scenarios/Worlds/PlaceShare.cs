namespace MegaRegion.Scenarios.Worlds;

/// <summary>The part of a zone that a place is, by residents of 2020.</summary>
/// <param name="Zone">Index of the survey zone.</param>
/// <param name="Prefecture">Index of the prefecture.</param>
/// <param name="OfZone">Part of the zone, above 0 up to 1.</param>
/// <param name="OfPrefecture">Part of the prefecture, above 0 up to 1.</param>
public readonly record struct PlaceShare(int Zone, int Prefecture, double OfZone, double OfPrefecture);
