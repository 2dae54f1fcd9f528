using System.Globalization;
using MegaRegion.Storage.Migrations;

namespace MegaRegion.Storage.Sqlite;

/// <summary>Brings the schema of a database up to this program's, in one transaction.</summary>
internal sealed class SchemaMigrator(SqliteSession session, string path, TimeProvider time)
{
    // "MREG": tells our files from other programs' databases.
    private const long ApplicationId = 0x4D524547;

    /// <summary>Makes sure that the file is new or ours, without changing it.</summary>
    /// <exception cref="StoreStartupException">The file is another program's.</exception>
    public void CheckOwner()
    {
        var id = session.QueryInteger("PRAGMA application_id") ?? 0;
        var tables = session.QueryInteger("SELECT count(*) FROM sqlite_schema") ?? 0;
        if (id != ApplicationId && (id != 0 || tables > 0))
        {
            throw new StoreStartupException($"{path} is a database of another program. Give the store another path.");
        }
    }

    /// <summary>Checks what was applied before, and applies the rest.</summary>
    /// <exception cref="StoreStartupException">
    /// The schema is newer than this program, or an applied migration was changed.
    /// </exception>
    public void Migrate(IReadOnlyList<Migration> migrations)
    {
        session.Execute("BEGIN IMMEDIATE");
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        session.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                version       INTEGER PRIMARY KEY,
                name          TEXT    NOT NULL,
                checksum      TEXT    NOT NULL,
                applied_at_ms INTEGER NOT NULL
            )
            """);
        var applied = ReadApplied();
        AppliedMigrations.Check(applied, migrations, path);
        foreach (var migration in migrations.Skip(applied.Count))
        {
            Apply(migration);
        }

        session.Execute("COMMIT");
    }

    private List<Migration> ReadApplied() =>
        session.Query(
            session.Prepare("SELECT version, name, checksum FROM schema_migrations ORDER BY version"),
            row => new Migration((int)row.Integer(0), row.Text(1), "", row.Text(2)));

    private void Apply(Migration migration)
    {
        session.Execute(migration.Sql);
        session.Prepare("INSERT INTO schema_migrations (version, name, checksum, applied_at_ms) VALUES (?, ?, ?, ?)")
            .Bind(migration.Version).Bind(migration.Name).Bind(migration.Checksum)
            .Bind(time.GetUtcNow().ToUnixTimeMilliseconds())
            .Run();
    }
}
