using MegaRegion.PrivatePostgres;
using MegaRegion.Storage.Conformance.Postgres;
using MegaRegion.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>A PostgreSQL server that the tests of one class may stop and hurt.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private static int _lastSchema;
    private PostgresServer? _server;

    /// <summary>The server.</summary>
    internal PostgresServer Server
    {
        get
        {
            Assert.SkipUnless(_server is not null, "PostgreSQL is not installed");
            return _server!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsInstalled)
        {
            _server = await PostgresServer.StartAsync();
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    /// <summary>The name of a schema that no other test uses.</summary>
    internal static string NewSchema() => FormattableString.Invariant($"s{Interlocked.Increment(ref _lastSchema)}");

    /// <summary>
    /// Opens a store; several on one schema are several processes. In the short form, which runs beside other tests, it is
    /// patient; the full form measures it as it ships.
    /// </summary>
    internal ServiceProvider Open(string schema, int? port = null, Action<PostgresStoreOptions>? configure = null) =>
        OpenAsShipped(schema, port, options =>
        {
            if (!FaultForm.IsFull)
            {
                PatientLimits.Set(options);
            }

            configure?.Invoke(options);
        });

    /// <summary>Opens a store with the limits that it has by default.</summary>
    internal ServiceProvider OpenAsShipped(string schema, int? port = null, Action<PostgresStoreOptions>? configure = null) =>
        new ServiceCollection()
            .AddMegaRegionPostgresStore(options =>
            {
                options.Url = Server.Url(schema, port);
                configure?.Invoke(options);
            })
            .BuildServiceProvider();
}
