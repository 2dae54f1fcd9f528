using System.ComponentModel.DataAnnotations;
using MegaRegion.Storage.Writing;

namespace MegaRegion.Storage.Postgres;

/// <summary>Where the PostgreSQL store is, and its limits.</summary>
public sealed class PostgresStoreOptions : GroupCommitOptions
{
    /// <summary>
    /// The server and the database, as <c>postgres://user:password@host:port/database?schema=megaregion&amp;sslmode=require</c>;
    /// see <see cref="PostgresUrl"/>. Required.
    /// </summary>
    [Required]
    public string Url { get; set; } = "";

    /// <summary>
    /// Connections for everything but appends (reads, snapshots, grain state, reminders, catalogue); further callers wait.
    /// Default 8. Appends and the probe have one of their own each.
    /// </summary>
    [Range(1, 256)]
    public int MaxConnections { get; set; } = 8;

    /// <summary>How long opening a connection may take. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a statement may take before the connection is given up. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a starting store waits for others that migrate the same schema, and for each statement of its own
    /// migration, which on a large ledger is longer than any other. Default 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MigrationTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// After how long the server ends a transaction whose client has gone silent, so that its locks do not outlive it for
    /// long. Default 3 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan IdleTransactionLimit { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a group whose commit was cut off asks the database what became of it, before its callers are told that
    /// the outcome is unknown. Default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ResolveBudget { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the store looks whether the database answers and can be written. Default 0.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan ProbePeriod { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long the database may take to answer such a look before it counts as lost. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);
}
