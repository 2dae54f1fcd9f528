namespace MegaRegion.Storage.Postgres;

/// <summary>The row that every append locks.</summary>
/// <param name="Head">The newest offset.</param>
/// <param name="Flows">Flows in all reports.</param>
/// <param name="Hubs">Hubs so far; the highest number given.</param>
/// <param name="Producers">Producers so far; the highest number given.</param>
internal readonly record struct JournalCounts(long Head, long Flows, int Hubs, int Producers);
