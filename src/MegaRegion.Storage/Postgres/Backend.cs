namespace MegaRegion.Storage.Postgres;

/// <summary>A process of the database server.</summary>
/// <param name="ProcessId">Its number, which the system uses again.</param>
/// <param name="Started">When it started, as the server writes it.</param>
internal readonly record struct Backend(int ProcessId, string Started);
