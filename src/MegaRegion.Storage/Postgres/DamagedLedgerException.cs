namespace MegaRegion.Storage.Postgres;

/// <summary>
/// The database does not hold what this process has written there: acknowledged reports are gone, or a group is there in
/// part. The store fences itself. Never leaves the store.
/// </summary>
internal sealed class DamagedLedgerException(string message) : Exception(message);
