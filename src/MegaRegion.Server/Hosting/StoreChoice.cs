using MegaRegion.Storage.Postgres;
using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Server.Hosting;

/// <summary>Which store the server keeps its ledger in: SQLite in a folder, or PostgreSQL at an address.</summary>
internal static class StoreChoice
{
    private const string SqliteFile = "ledger.db";

    /// <summary>Adds journal, snapshots, catalogue and store health.</summary>
    /// <exception cref="Storage.StoreStartupException">The address of a PostgreSQL store cannot be read.</exception>
    public static void AddStore(IServiceCollection services, ServerOptions options)
    {
        if (options.UsesPostgres)
        {
            services.AddMegaRegionPostgresStore(store => store.Url = options.StorePath);
        }
        else
        {
            services.AddMegaRegionSqliteStore(store => store.Path = Path.Combine(options.StorePath, SqliteFile));
        }
    }

    /// <summary>Adds grain state and reminders beside the ledger; the Cluster edition keeps them elsewhere.</summary>
    public static void AddGrainState(IServiceCollection services, ServerOptions options)
    {
        if (options.UsesPostgres)
        {
            services.AddMegaRegionPostgresGrainStorage().AddMegaRegionPostgresReminders();
        }
        else
        {
            services.AddMegaRegionSqliteGrainStorage().AddMegaRegionSqliteReminders();
        }
    }
}
