namespace MegaRegion.Storage.Sqlite;

/// <summary>
/// Keeps a second process away from the database. An advisory lock on a file beside it: the kernel lets go of it when
/// the process ends, however it ends, so no stale lock can be left.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StoreStartupException">Someone else has it.</exception>
    public static StoreLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new StoreStartupException(
                $"The store {databasePath} is in use by another process (its lock {path} is held). "
                + "Stop that process, or give this one another store.",
                error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
