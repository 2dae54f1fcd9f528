namespace MegaRegion.Storage.Migrations;

/// <summary>Compares what a database says was applied to it with what this program has.</summary>
internal static class AppliedMigrations
{
    /// <summary>Makes sure that this program's migrations go on where the applied ones end.</summary>
    /// <param name="applied">What was applied, in order; the text is not needed.</param>
    /// <param name="known">This program's migrations, in order.</param>
    /// <param name="store">The store, for messages.</param>
    /// <exception cref="StoreStartupException">
    /// The schema is newer than this program, or an applied migration was changed.
    /// </exception>
    public static void Check(IReadOnlyList<Migration> applied, IReadOnlyList<Migration> known, string store)
    {
        if (applied.Count > known.Count)
        {
            throw new StoreStartupException(
                $"The schema of {store} has version {applied.Count}, this program knows {known.Count}. "
                + "Use the newer program, or restore a backup that the older one made.");
        }

        foreach (var (before, now) in applied.Zip(known))
        {
            if (before.Version != now.Version || !string.Equals(before.Checksum, now.Checksum, StringComparison.Ordinal))
            {
                throw new StoreStartupException(
                    $"{store} was made with another text of migration {before.Version} ({before.Name}) than this program "
                    + $"has ({now.Name}). Use the program that made it.");
            }
        }
    }
}
