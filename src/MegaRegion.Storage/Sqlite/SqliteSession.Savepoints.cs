using Microsoft.Data.Sqlite;

namespace MegaRegion.Storage.Sqlite;

internal sealed partial class SqliteSession
{
    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(Handle) == 0;

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
    /// <returns>False when that failed too, and with it the state of the connection is unknown.</returns>
    public bool TryRollBack()
    {
        if (!InTransaction)
        {
            return true;
        }

        try
        {
            Run("ROLLBACK");
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
