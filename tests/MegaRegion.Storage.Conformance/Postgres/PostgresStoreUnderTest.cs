using MegaRegion.PrivatePostgres;
using MegaRegion.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace MegaRegion.Storage.Conformance.Postgres;

/// <summary>A schema of its own on the server that all tests share.</summary>
internal sealed class PostgresStoreUnderTest : IStoreUnderTest
{
    private static int _lastSchema;

    private readonly PostgresServer _server;
    private readonly string _schema;
    private ServiceProvider? _services;
    private ServiceProvider? _second;

    private PostgresStoreUnderTest(PostgresServer server, string schema) => (_server, _schema) = (server, schema);

    public IServiceProvider Services => _services ??= Build();

    public IServiceProvider SecondOwner => _second ??= Build();

    public static async ValueTask<IStoreUnderTest> OpenAsync()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL is not installed");
        return new PostgresStoreUnderTest(
            await PostgresServer.SharedAsync(), FormattableString.Invariant($"s{Interlocked.Increment(ref _lastSchema)}"));
    }

    public async ValueTask RestartAsync()
    {
        foreach (var services in new[] { _services, _second })
        {
            if (services is not null)
            {
                await services.DisposeAsync();
            }
        }

        (_services, _second) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await RestartAsync();
        await _server.ExecuteAsync($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
    }

    private ServiceProvider Build() =>
        new ServiceCollection()
            .AddMegaRegionPostgresStore(options =>
            {
                options.Url = _server.Url(_schema);
                PatientLimits.Set(options);
            })
            .AddSingleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>()
            .AddMegaRegionPostgresGrainStorage()
            .AddMegaRegionPostgresGrainStorage("other")
            .AddMegaRegionPostgresReminders()
            .BuildServiceProvider();
}
