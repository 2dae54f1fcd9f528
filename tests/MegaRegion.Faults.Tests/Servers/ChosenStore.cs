using MegaRegion.PrivatePostgres;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>
/// Where the servers of this run keep their ledgers: each in a folder of its own (SQLite), or with
/// <c>MEGAREGION_FAULTS_STORE=postgres</c> each in a schema of its own on one private PostgreSQL. What breaks files takes
/// folders whatever is chosen.
/// </summary>
public sealed class ChosenStore : IAsyncLifetime
{
    /// <summary>The trait of the classes whose row holds for both stores; CI runs them on both.</summary>
    public const string Trait = "Store";

    /// <summary>The value of the trait.</summary>
    public const string Any = "Any";

    private const string Variable = "MEGAREGION_FAULTS_STORE";
    private static PostgresServer? _postgres;
    private static int _lastSchema;

    /// <summary>Its name, as the variable has it.</summary>
    public static string Name { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? name : "sqlite";

    /// <summary>The address of a ledger that nobody has used; null for a folder.</summary>
    internal static string? NewAddress() => _postgres?.Url(FormattableString.Invariant($"s{Interlocked.Increment(ref _lastSchema)}"));

    public async ValueTask InitializeAsync() => _postgres = Name switch
    {
        "sqlite" => null,
        "postgres" => await PostgresServer.StartAsync(),
        _ => throw new InvalidOperationException($"{Variable} is '{Name}'. Set it to sqlite or postgres."),
    };

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }
}
