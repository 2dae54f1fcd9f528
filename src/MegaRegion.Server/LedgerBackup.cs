using MegaRegion.Server.Hosting;
using MegaRegion.Storage;
using MegaRegion.Storage.Backup;
using MegaRegion.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Server;

/// <summary>Copies a ledger between stores by their names: folders or <c>postgres://</c> addresses.</summary>
public static class LedgerBackup
{
    /// <summary>Copies a store into an empty one and verifies the copy; see <see cref="LedgerCopy"/>.</summary>
    /// <param name="from">The original. A folder must not be in use by a server; a PostgreSQL store may be.</param>
    /// <param name="to">The copy; a folder is made when it does not exist.</param>
    /// <param name="progress">Is told the offset that was copied last.</param>
    /// <param name="cancellationToken">Ends the copy; the target is then of no use.</param>
    /// <exception cref="LedgerCopyException">The target is not empty, or the copy differs.</exception>
    /// <exception cref="StoreStartupException">A store cannot be opened.</exception>
    public static async Task<LedgerCopyResult> CopyAsync(
        string from, string to, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await using var source = OpenExisting(from);
        await using var target = Open(to);
        return await LedgerCopy.CopyAsync(source, target, progress, cancellationToken);
    }

    // A folder that is not there would be made, and an empty ledger copied.
    private static ServiceProvider OpenExisting(string store) =>
        PostgresUrl.IsPostgres(store) || Directory.Exists(store)
            ? Open(store)
            : throw new StoreStartupException($"{store}: there is no such folder.");

    private static ServiceProvider Open(string store)
    {
        var services = new ServiceCollection();
        StoreChoice.AddStore(services, new ServerOptions { StorePath = store });
        return services.BuildServiceProvider();
    }
}
