using Microsoft.Data.Sqlite;

namespace MegaRegion.Storage.Sqlite;

/// <summary>What a checkpoint did.</summary>
/// <param name="Frames">Pages in the log, -1 when not known.</param>
/// <param name="Moved">How many of them are in the database file now.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
internal sealed record CheckpointOutcome(int Frames, int Moved, TimeSpan Duration, SqliteException? Error);
