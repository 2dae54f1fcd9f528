using MegaRegion.Storage.Postgres;

namespace MegaRegion.Storage.Conformance.Postgres;

/// <summary>
/// The longest limits that a store may have, for tests that are not about its limits: a machine that stands still for some
/// seconds is then no failure of the database.
/// </summary>
internal static class PatientLimits
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Gives them to a store.</summary>
    public static void Set(PostgresStoreOptions options) =>
        options.ConnectTimeout = options.CommandTimeout = options.ProbeTimeout = options.ResolveBudget = options.IdleTransactionLimit = Longest;
}
