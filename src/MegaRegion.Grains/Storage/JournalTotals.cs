namespace MegaRegion.Grains.Storage;

/// <summary>Counts over the whole journal.</summary>
/// <param name="Head">The newest offset, 0 for an empty journal; equals the number of reports.</param>
/// <param name="Flows">Flows in all reports.</param>
/// <param name="Hubs">Hubs that have reported.</param>
public sealed record JournalTotals(long Head, long Flows, long Hubs);
