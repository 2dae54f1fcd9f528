using SQLitePCL;

namespace MegaRegion.Storage.Sqlite;

internal sealed partial class SqliteSession
{
    /// <summary>Does work that leaves no change behind when it is refused.</summary>
    /// <remarks>An error of SQLite is not caught: the group fails as a whole and is rolled back.</remarks>
    public T InSavepoint<T>(Func<SqliteSession, T> work)
    {
        Run("SAVEPOINT request");
        try
        {
            var result = work(this);
            Run("RELEASE request");
            return result;
        }
        catch (RefusedWriteException)
        {
            Run("ROLLBACK TO request");
            Run("RELEASE request");
            throw;
        }
    }

    /// <summary>Undoes the open transaction, which some errors have ended already.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0)
        {
            Run("ROLLBACK");
        }
    }
}
